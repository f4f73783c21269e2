import { byRole, eventually } from '../../test/support/find.js';

export * from '../../test/support/find.js';

/** Presses a button as soon as it is enabled. */
export async function press(name: string | RegExp, root?: ParentNode): Promise<void> {
  const button = await eventually(() => {
    const found = byRole('button', { name }, root);
    if (found.matches(':disabled, [aria-disabled="true"]')) throw new Error(`${name} is disabled`);
    return found;
  });
  button.focus();
  button.click();
}

/** Types into a field, in place of its value. */
export async function type(role: string, name: string | RegExp, value: string): Promise<void> {
  const field = (await eventually(() => byRole(role, { name }))) as HTMLInputElement;
  field.focus();
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Chooses the option with this label as soon as it exists. */
export const choose = (name: string | RegExp, label: string): Promise<void> =>
  eventually(() => {
    const select = byRole('combobox', { name }) as HTMLSelectElement;
    const option = [...select.options].find((found) => found.label === label);
    if (!option) throw new Error(`${name} has no ${label}`);
    select.value = option.value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });

/** The next event of this name in the page. */
export const heard = (name: string): Promise<CustomEvent> =>
  new Promise((resolve) =>
    document.addEventListener(name, (event) => resolve(event as CustomEvent), { once: true }),
  );
