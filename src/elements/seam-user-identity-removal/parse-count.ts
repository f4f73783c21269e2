/** A number as it was typed, with the digits of any keyboard we have words for; undefined if it is none. */
export function typedCount(text: string): number | undefined {
  const digits = text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\s.,\u066c\u2019]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
