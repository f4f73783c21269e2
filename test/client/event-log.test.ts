import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeamEvent } from '../../src/api/contract.gen.js';
import { createEventLog } from '../../src/client/event-log.js';

const eventOf = (event_id: string, created_at = new Date().toISOString()): SeamEvent => ({
  event_id,
  event_type: 'device.connected',
  workspace_id: 'w',
  created_at,
  occurred_at: created_at,
});

test('the last thousand events are remembered, and older ones count as new again', () => {
  const log = createEventLog();
  const events = Array.from({ length: 1001 }, (_, at) => eventOf(String(at)));
  assert.equal(log.told(events).length, 1001);
  assert.deepEqual(log.told([events[0]!, events[1000]!]), [events[0]]);
});

test('an event with an unreadable time does not change the start time of the next request', () => {
  const log = createEventLog();
  const { since } = log;
  assert.deepEqual(log.listed([eventOf('a', 'soon')]), []);
  assert.equal(log.since, since);
});
