import {
  acsSystemsListCompatibleCredentialManagerAcsSystems,
  type AcsSystem,
} from '../../api/contract.gen.js';
import type { Errand } from './request-context.js';
import { acsSystems } from './building-resources.js';
import { findById, ofEach } from './ownership.js';
import { listIn } from '../http/seam-upstream.js';

/** @throws {Refusal} unless the credential manager goes with one of the access systems */
export async function requireManagerOf(
  errand: Errand,
  systems: readonly Pick<AcsSystem, 'acs_system_id'>[],
  managerId: string,
): Promise<void> {
  const managers = await ofEach(systems, async ({ acs_system_id }) =>
    listIn<AcsSystem>(
      await errand.ask(acsSystemsListCompatibleCredentialManagerAcsSystems, { acs_system_id }),
      'acs_systems',
    ),
  );
  findById(acsSystems, managers, managerId);
}
