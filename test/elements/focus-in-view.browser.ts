// WCAG 2.2, 2.4.11: no fixed part of a scrolling list hides the focused control.
import { fixture, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/elements/seam-activity-feed/seam-activity-feed.js';
import '../../src/elements/seam-device-access/seam-device-access.js';
import '../../src/elements/seam-user-identity-list/seam-user-identity-list.js';
import { byRole, findByRole, findReady, focused, waitUntil } from '../support/find.js';
import { gatewayPath, openSandboxPage } from '../support/sandbox-page.js';

/** The topmost element at a point, across shadow roots. */
function topmostAt(x: number, y: number): Element | null {
  let top = document.elementFromPoint(x, y);
  for (;;) {
    const inner = top?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (!inner || inner === top) return top;
    top = inner;
  }
}

/** Whether the middle of the upper and of the lower edge is visible. A scrollbar may cover the sides. */
function isSeen(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return [top + 3, bottom - 3].every((y) => element.contains(topmostAt((left + right) / 2, y)));
}

async function pressAndSee(key: string) {
  const before = focused();
  await sendKeys({ press: key });
  await waitUntil(() => focused() !== before, `${key} to move the focus`);
  await waitUntil(() => isSeen(focused()), `what ${key} brings the focus to: ${focused().textContent}`);
}

describe('the focused control is visible', () => {
  beforeEach(() => setViewport({ width: 900, height: 600 }));

  it('in a long list of people, below its fixed header', async () => {
    await openSandboxPage({ seed: { user_identities: 300 } });
    await fixture(html`<seam-user-identity-list gateway=${gatewayPath}></seam-user-identity-list>`);
    await findByRole('grid');
    await waitUntil(() => byRole('grid').getAttribute('aria-rowcount') === '301');
    byRole('searchbox').focus();
    for (const key of [
      'ArrowDown',
      'PageDown',
      'PageDown',
      'ArrowUp',
      'End',
      'ArrowUp',
      'PageUp',
      'PageUp',
      'ArrowDown',
      'Home',
    ])
      await pressAndSee(key);
  });

  it('in a long list of events, below the fixed day', async () => {
    const page = await openSandboxPage();
    const events = Array.from({ length: 60 }, (_, index) => {
      const at = new Date(Date.now() - index * 4 * 3_600_000).toISOString();
      const id = String(index).padStart(12, '0');
      return {
        event_id: `00000000-0000-4000-8000-${id}`,
        event_type: 'device.added',
        workspace_id: 'w',
        created_at: at,
        occurred_at: at,
        device_id: `00000000-0000-4000-9000-${id}`,
        device_name: `Door ${index}`,
      };
    });
    page.sandbox.faults.add({ path: '/events/list', status: 200, body: { events, ok: true } });
    await fixture(html`<seam-activity-feed gateway=${gatewayPath}></seam-activity-feed>`);
    (await findReady('Other')).focus();
    await waitUntil(() => byRole('button', { name: 'Show earlier' }));
    for (const key of [
      'Tab',
      'PageDown',
      'PageDown',
      'ArrowUp',
      'ArrowUp',
      'End',
      'ArrowUp',
      'PageUp',
      'PageUp',
      'ArrowDown',
      'Home',
    ])
      await pressAndSee(key);
  });

  it('among the buttons of many devices', async () => {
    const page = await openSandboxPage({ seed: { user_identities: 1, devices: 60 } });
    const { devices } = (await page.asServer('/devices/list', {})) as unknown as {
      devices: { device_id: string }[];
    };
    const user_identity_id = await page.personCalled('person-1');
    for (const { device_id } of devices)
      await page.asServer('/user_identities/grant_access_to_device', { user_identity_id, device_id });
    await fixture(html`
      <seam-device-access gateway=${gatewayPath} user-identity-id=${user_identity_id}></seam-device-access>
    `);
    (await findReady('Grant access')).focus();
    for (let stop = 0; stop < 40; stop++) {
      const before = focused();
      await sendKeys({ press: 'Tab' });
      await waitUntil(() => focused() !== before);
      // The list itself is a tab stop, and larger than its visible part.
      if (focused().matches('button, input'))
        await waitUntil(() => isSeen(focused()), focused().ariaLabel ?? '');
    }
  });
});
