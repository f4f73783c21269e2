import { invalidInput } from './http-error.js';

const deepest = 8;
const longestArray = 1000;
const trapKeys = new Set(['__proto__', 'constructor', 'prototype']);
/** In valid JSON: each string, with the colon after it if it is a key, and each bracket and comma. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(?=(\s*:)?)|[{}[\],]/g;

/**
 * Parses a JSON object that can be read in one way only: no key twice, none that reaches a prototype.
 * @throws {Refusal}
 */
export function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused('The body is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused('The body is not a JSON object.');
  inspect(text);
  return value as Record<string, unknown>;
}

/** Looks at the text itself, because the parsed value no longer shows which keys came twice. */
function inspect(text: string): void {
  const open: { keys: Set<string>; commas: number }[] = [];
  for (const [token, colon] of text.matchAll(tokens)) {
    const around = open.at(-1);
    if (token === '{' || token === '[') {
      if (open.push({ keys: new Set(), commas: 0 }) > deepest)
        throw refused('The body is nested too deeply.');
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ',') {
      if (++around!.commas >= longestArray) throw refused('The body has too long a list.');
    } else if (colon !== undefined) {
      const key = JSON.parse(token) as string;
      if (trapKeys.has(key) || /\p{Surrogate}/u.test(key))
        throw refused('The body has a key that is not allowed.');
      if (around!.keys.has(key)) throw refused('The body has a key twice.');
      around!.keys.add(key);
    }
  }
}

const refused = (message: string) => invalidInput({ path: [], message });
