/** Whether a phone number has the format that Seam requires. */
export const isE164 = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);
