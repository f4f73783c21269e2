import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isE164 } from './phone-number.js';

/**
 * The same number in E.164. Undefined if it already has this format, or if the number is ambiguous: the result contains
 * no digit, such as a country code, that the user did not type.
 */
export function inE164(text: string): string | undefined {
  const international = legible(text).replace(/^tel:/i, '').replace(/^00/, '+');
  // The last digits may be an extension, or the end of a second number.
  if (/\/ *\d{1,4}$/.test(international)) return undefined;
  const number = parsePhoneNumberFromString(international, { extract: false });
  const isCertain = number !== undefined && number.isValid() && !number.ext && isE164(number.number);
  return isCertain && number.number !== text ? number.number : undefined;
}

/** Removes invisible characters, and converts digits and signs to those of every keyboard. */
const legible = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{Mn}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** Unicode has digits in rows of ten that start with a zero. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0)!;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}
