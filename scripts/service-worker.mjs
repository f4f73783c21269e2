// Mock Service Worker's own script as it is installed, for the pages of tests and of Storybook.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * It asks the pages there are what to answer, also to the address of a new page and to what that loads, and waits for
 * ever where the one it asks is just closing. What is not fetched by a script has a destination, and nobody mocks it.
 */
const leavePagesAlone = `addEventListener('fetch', (event) => {
  if (event.request.destination) event.stopImmediatePropagation();
});
`;

export const serviceWorker = () =>
  leavePagesAlone + readFileSync(fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8');
