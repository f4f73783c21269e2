import type { AcsAccessGroup, AcsSystem } from '../../api/contract.gen.js';
import { vendorOf, vendors } from '../../operations/vendors.js';

// Beside the table of what vendors take: what Seam's guides say of how they work, by `external_type`.

const needsManager = new Set(['visionline_system', 'assa_abloy_vostio']);
const schedulesUsers = new Set(['salto_ks_site']);
const overrideNeedsPhone = new Set(['visionline_system']);
const withoutDetails = new Set([
  'avigilon_alta_org',
  'brivo_account',
  'dormakaba_ambiance_site',
  'dormakaba_community_site',
  'hid_credential_manager_organization',
  'kisi_organization',
  'pti_site',
]);

const has = (types: ReadonlySet<string>, { external_type = '' }: AcsSystem) => types.has(external_type);

/** Whether keys reach phones only through another system, which must be connected as well. */
export const managerIsNeeded = (system: AcsSystem): boolean => has(needsManager, system);

/** Whether a key has no times of its own, but those of its ACS user. */
export const timesAreUsers = (system: AcsSystem): boolean => has(schedulesUsers, system);

/** Whether a key can override others only once a phone can take it. */
export const overrideWaitsForPhone = (system: AcsSystem): boolean => has(overrideNeedsPhone, system);

/** Whether what its keys take is not known here. */
export const isUnknown = (system: AcsSystem): boolean =>
  !Object.hasOwn(vendors, system.external_type ?? '') && !has(withoutDetails, system);

/** Where doors come from; undefined while that is not known. */
export const doorsOf = (
  system: AcsSystem,
  groups: readonly AcsAccessGroup[] | undefined,
): 'entrances' | 'access_groups' | undefined =>
  vendorOf(system).doors ?? (groups && (groups.length > 0 ? 'access_groups' : 'entrances'));
