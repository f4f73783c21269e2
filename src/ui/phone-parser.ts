import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { isE164 } from './phone-number.js';

/**
 * The same number in E.164; undefined where it has that form already, or where it is not certain which number is meant:
 * nothing is added that was not typed, such as a country code.
 */
export function inE164(text: string): string | undefined {
  const international = legible(text).replace(/^tel:/i, '').replace(/^00/, '+');
  // What comes last may be an extension, or the end of a second number.
  if (/\/ *\d{1,4}$/.test(international)) return undefined;
  const number = parsePhoneNumberFromString(international, { extract: false });
  const isCertain = number !== undefined && number.isValid() && !number.ext && isE164(number.number);
  return isCertain && number.number !== text ? number.number : undefined;
}

/** Without what cannot be seen, and with the digits and signs that every keyboard has. */
const legible = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{Mn}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** Digits stand in rows of ten, of which the first is a zero. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0)!;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}
