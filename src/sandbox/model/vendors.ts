import type { AcsCredential, AcsUser, AcsAccessGroup } from '../../api/contract.gen.js';
import type { StoredAcsSystem } from '../store/stored.js';

/** Seam's names for the resources of one vendor, and how its access systems grant access. */
export interface Vendor {
  systemName: string;
  userType?: NonNullable<AcsUser['external_type']>;
  userTypeName?: string;
  groupType?: AcsAccessGroup['external_type'];
  groupTypeName?: string;
  credentialType?: NonNullable<AcsCredential['external_type']>;
  credentialTypeName?: string;
  /** A credential lists the entrances it opens; otherwise the access groups of its ACS user decide. */
  credentialsNameEntrances?: boolean;
  /** Another access system issues the mobile keys, and must be connected too. */
  needsCredentialManager?: boolean;
  /** The access system creates an ACS user only when its first credential is issued. */
  createsUsersWithCredentials?: boolean;
  /** The access system creates a PIN for each person with a mobile key. */
  makesPins?: boolean;
  /** A credential has no start and end: the access schedule of its ACS user applies. */
  schedulesUsers?: boolean;
}

const vendors: Readonly<Record<string, Vendor>> = {
  visionline_system: {
    systemName: 'Visionline System',
    credentialType: 'visionline_card',
    credentialTypeName: 'Visionline Card',
    credentialsNameEntrances: true,
    needsCredentialManager: true,
  },
  salto_space_system: {
    systemName: 'Salto Space System',
    userType: 'salto_space_user',
    userTypeName: 'Salto Space User',
    groupType: 'salto_space_group',
    groupTypeName: 'Salto Space Group',
    credentialType: 'salto_space_key',
    credentialTypeName: 'Salto Space Key',
  },
  latch_building: {
    systemName: 'Latch Building',
    userType: 'latch_user',
    userTypeName: 'Latch User',
    credentialType: 'latch_access',
    credentialTypeName: 'Latch Access',
    credentialsNameEntrances: true,
    makesPins: true,
  },
  salto_ks_site: {
    systemName: 'Salto KS Site',
    userType: 'salto_site_user',
    userTypeName: 'Salto KS User',
    groupType: 'salto_ks_access_group',
    groupTypeName: 'Salto KS Access Group',
    credentialType: 'salto_ks_credential',
    credentialTypeName: 'Salto KS Credential',
    schedulesUsers: true,
  },
  assa_abloy_vostio: {
    systemName: 'ASSA ABLOY Vostio',
    credentialType: 'assa_abloy_vostio_key',
    credentialTypeName: 'ASSA ABLOY Vostio Key',
    credentialsNameEntrances: true,
    needsCredentialManager: true,
    createsUsersWithCredentials: true,
  },
  assa_abloy_vostio_credential_service: { systemName: 'ASSA ABLOY Vostio Credential Service' },
  hotek_site: {
    systemName: 'Hotek Site',
    credentialType: 'hotek_card',
    credentialTypeName: 'Hotek Card',
    credentialsNameEntrances: true,
    createsUsersWithCredentials: true,
  },
  assa_abloy_credential_service: { systemName: 'ASSA ABLOY Credential Service' },
  hid_credential_manager_organization: {
    systemName: 'HID Credential Manager Organization',
    userType: 'hid_credential_manager_user',
    userTypeName: 'HID Credential Manager User',
  },
};

export const vendorOf = ({ external_type }: Pick<StoredAcsSystem, 'external_type'>): Vendor =>
  vendors[external_type] ?? { systemName: external_type };
