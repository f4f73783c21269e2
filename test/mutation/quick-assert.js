// Where `assert.ok` has no message, Node 20 looks for one in the sources, and what tsx makes of those keeps it busy for a
// minute. A test that fails should do so at once.
import assert from 'node:assert/strict';

const { ok } = assert;
assert.ok = (value, message = 'It is not so.') => ok(value, message);
