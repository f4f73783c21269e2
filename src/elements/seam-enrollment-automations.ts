import { define } from './define.js';
import { SeamEnrollmentAutomations } from './seam-enrollment-automations/seam-enrollment-automations.js';

export { SeamEnrollmentAutomations };
export type { SeamEventDetails, SeamEventMap } from './events.js';

declare global {
  interface HTMLElementTagNameMap {
    'seam-enrollment-automations': SeamEnrollmentAutomations;
  }
}

SeamEnrollmentAutomations.fetchWhole = async () =>
  (await import('./seam-enrollment-automations/whole.js')).WholeEnrollmentAutomations;
define('seam-enrollment-automations', SeamEnrollmentAutomations);
