// The installed script of Mock Service Worker, changed for the pages of tests and of Storybook.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The original script asks an open page for every response, also for the address of a new page and the files that it
 * loads. If the asked page is closing, the request never ends. Such requests have a destination, unlike those of
 * `fetch`, and no test mocks them.
 */
const leavePagesAlone = `addEventListener('fetch', (event) => {
  if (event.request.destination) event.stopImmediatePropagation();
});
`;

export const serviceWorker = () =>
  leavePagesAlone + readFileSync(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8');
