/** Parses a number typed in the digits of any of our languages; `undefined` if the text is not a number. */
export function typedCount(text: string): number | undefined {
  const digits = text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\s.,\u066c\u2019]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
