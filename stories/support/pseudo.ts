import * as activity from '../../src/locales/en/activity.js';
import * as automations from '../../src/locales/en/automations.js';
import * as credentials from '../../src/locales/en/credentials.js';
import * as deactivation from '../../src/locales/en/deactivation.js';
import * as doors from '../../src/locales/en/doors.js';
import * as form from '../../src/locales/en/form.js';
import * as general from '../../src/locales/en/general.js';
import * as instantKeys from '../../src/locales/en/instant-keys.js';
import * as issuerForm from '../../src/locales/en/issuer-form.js';
import * as issuing from '../../src/locales/en/issuing.js';
import * as keys from '../../src/locales/en/keys.js';
import * as linkDialogs from '../../src/locales/en/link-dialogs.js';
import * as linking from '../../src/locales/en/linking.js';
import * as people from '../../src/locales/en/people.js';
import * as removing from '../../src/locales/en/removing.js';
import * as sessions from '../../src/locales/en/sessions.js';
import type { SeamWording } from '../../src/index.js';
import type { Words } from '../../src/locales/index.js';

/** The tag by which pseudo-English goes. */
export const pseudoLocale = 'en-XA';

const english: Words = {
  general,
  people: { ...people, ...form },
  linking: { ...linking, ...linkDialogs },
  removing,
  keys: { ...keys, ...deactivation, ...credentials, ...instantKeys, ...automations },
  issuing: { ...issuing, ...issuerForm },
  doors: { ...doors, ...sessions, ...activity },
};

const accented: Record<string, string> = Object.fromEntries(
  [
    'aàá',
    'cç',
    'eéê',
    'gĝ',
    'hĥ',
    'iîï',
    'nñ',
    'oôö',
    'rŕ',
    'sš',
    'uûü',
    'yý',
    'AÀÁ',
    'EÉÊ',
    'IÎÏ',
    'OÔÖ',
    'UÛÜ',
    'SŠ',
  ].map(([letter, ...disguises]) => [letter!, disguises.join('')]),
);

/** What it says, to be told from all that is no phrase: in brackets, accented and two fifths longer. Data stay as they are. */
function disguised(text: string, data: readonly unknown[] = []): string {
  if (!/\p{L}/u.test(text)) return text;
  const given = data.filter((value): value is string => typeof value === 'string' && value !== '');
  const parts = given.reduce(
    (known, value) => known.flatMap((part) => (given.includes(part) ? part : splitAround(part, value))),
    [text],
  );
  const disguise = (part: string) => part.replaceAll(/[a-z]/gi, (letter) => accented[letter] ?? letter);
  return `[${parts.map((part) => (given.includes(part) ? part : disguise(part))).join('')}]`;
}

/** The text in pieces, each of which is the value or is without it. */
const splitAround = (text: string, value: string) =>
  text.split(value).flatMap((part, index) => (index === 0 ? [part] : [value, part]));

const inDisguise = <Tree extends object>(words: Tree): Tree =>
  Object.fromEntries(
    Object.entries(words).map(([name, phrase]: [string, unknown]) => [
      name,
      typeof phrase === 'string'
        ? disguised(phrase)
        : typeof phrase === 'function'
          ? (...values: unknown[]) => disguised((phrase as (...data: unknown[]) => string)(...values), values)
          : inDisguise(phrase as object),
    ]),
  ) as Tree;

/** English in disguise: what shows no brackets in it cannot be translated, and what is cut off will be in German. */
export const pseudoEnglish: SeamWording = { [pseudoLocale]: inDisguise(english) };
