/** Whether a phone number has the form that Seam asks for. */
export const isE164 = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);
