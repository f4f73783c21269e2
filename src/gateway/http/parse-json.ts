import { invalidInput } from './http-error.js';

const deepest = 8;
const longestArray = 1000;
const trapKeys = new Set(['__proto__', 'constructor', 'prototype']);
/** The tokens of valid JSON: strings (a key also captures its colon), brackets and commas. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(?=(\s*:)?)|[{}[\],]/g;

/**
 * Parses a JSON object that every parser reads in the same way. Duplicate keys and prototype keys are refused.
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

/** Checks the text, because the parsed value does not show duplicate keys. */
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
