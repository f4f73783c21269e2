/**
 * Presses several keys together. Puppeteer's own keyboard does not know `Shift+Tab`, and calls `Space` by its
 * character.
 */
export async function pressChord(keyboard, chord, press = (key) => keyboard.press(key)) {
  const [key, ...modifiers] = chord.split('+').reverse();
  for (const modifier of modifiers) await keyboard.down(modifier);
  await press(key === 'Space' ? ' ' : key);
  for (const modifier of modifiers) await keyboard.up(modifier);
}
