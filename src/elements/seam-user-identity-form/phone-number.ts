/** The form Seam asks of phone numbers, as a pattern for an input. */
export const e164 = '\\+[1-9]\\d{6,14}';

const isE164 = (text: string) => new RegExp(`^${e164}$`).test(text);

/** The same number in E.164, where the digits are all there and only its dress is another; else undefined. */
export function inE164(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/[\s().\-/\u2010-\u2015\u00a0\u200e\u202a\u202c]/g, '')
    .replace(/^00/, '+');
  return isE164(bare) && bare !== text ? bare : undefined;
}
