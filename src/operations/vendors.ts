import type { ParamsOf } from '../api/contract.gen.js';

type CreateParams = ParamsOf<'/acs/credentials/create'>;
type Block = Extract<keyof CreateParams, `${string}_metadata`>;

/** One field of a request for a credential, as a form needs it. Words are up to the form. */
export interface VendorField {
  /** Within the vendor's block. */
  readonly name: string;
  /** `credentials` and `entrances` are lists of ids; `choice` has `values`. */
  readonly kind: 'choice' | 'flag' | 'text' | 'credentials' | 'entrances';
  readonly values?: readonly string[];
  /** What Seam takes where it is left out, if it says. */
  readonly default?: string | boolean;
  /** Whether it ends the keys of other people: to be confirmed. */
  readonly isDanger?: true;
}

/** How a vendor's access system takes credentials for phones. */
export interface Vendor {
  /** The parameter the fields are in; left out where there are none. */
  readonly block?: Block;
  readonly fields: readonly VendorField[];
  /**
   * Where doors come from: the credential names entrances, or the ACS user is in access groups. Left out where Seam
   * does not say: then by whether the system has access groups.
   */
  readonly doors?: 'entrances' | 'access_groups';
  /** Whether keys reach phones only through a credential manager, which must be connected as well. */
  readonly needsManager?: true;
  /** Whether keys have no times of their own, but those of their ACS user. */
  readonly timesAreUsers?: true;
  /** Whether a key can override others only once a phone can take it. */
  readonly overrideNeedsPhone?: true;
}

type FieldOf<B extends Block> = VendorField & { name: Extract<keyof NonNullable<CreateParams[B]>, string> };

/** The compiler holds the names against the contract. */
const fieldsOf = <B extends Block>(_block: B, fields: readonly FieldOf<B>[]) => fields;

/**
 * By `acs_system.external_type`. One that is not here has no fields of its own that are known. What is deprecated,
 * or only for cards, is left out.
 */
export const vendors: Readonly<Record<string, Vendor>> = {
  visionline_system: {
    block: 'visionline_metadata',
    doors: 'entrances',
    needsManager: true,
    overrideNeedsPhone: true,
    fields: [
      ...fieldsOf('visionline_metadata', [
        { name: 'card_format', kind: 'choice', values: ['rfid48', 'TLCode'] },
        { name: 'card_function_type', kind: 'choice', values: ['guest', 'staff'], default: 'guest' },
        { name: 'override', kind: 'flag', isDanger: true },
        { name: 'auto_join', kind: 'flag' },
        { name: 'joiner_acs_credential_ids', kind: 'credentials' },
      ]),
      // Seam's guides have it, its published schema has not.
      { name: 'label', kind: 'text' },
    ],
  },
  assa_abloy_vostio: {
    block: 'assa_abloy_vostio_metadata',
    needsManager: true,
    fields: fieldsOf('assa_abloy_vostio_metadata', [
      { name: 'auto_join', kind: 'flag' },
      { name: 'join_all_guest_acs_entrances', kind: 'flag' },
      { name: 'override_all_guest_acs_entrances', kind: 'flag', isDanger: true },
      { name: 'override_guest_acs_entrance_ids', kind: 'entrances', isDanger: true },
    ]),
  },
  hotek_site: {
    block: 'hotek_metadata',
    fields: fieldsOf('hotek_metadata', [
      { name: 'auto_join', kind: 'flag' },
      { name: 'override', kind: 'flag', isDanger: true },
    ]),
  },
  salto_space_system: {
    block: 'salto_space_metadata',
    doors: 'access_groups',
    fields: fieldsOf('salto_space_metadata', [{ name: 'assign_new_key', kind: 'flag' }]),
  },
  salto_ks_site: { doors: 'access_groups', timesAreUsers: true, fields: [] },
  latch_building: { doors: 'entrances', fields: [] },
};

/** @example const { fields, doors } = vendorOf(acs_system); */
export const vendorOf = ({ external_type = '' }: { external_type?: string }): Vendor =>
  vendors[external_type] ?? { fields: [] };

/** By Seam's guides these have no fields of their own. */
const withoutFields = new Set([
  'avigilon_alta_org',
  'brivo_account',
  'dormakaba_ambiance_site',
  'dormakaba_community_site',
  'hid_credential_manager_organization',
  'kisi_organization',
  'pti_site',
]);

/** Whether it is not known which fields a vendor has. */
export const isUnknownVendor = ({ external_type = '' }: { external_type?: string }): boolean =>
  !Object.hasOwn(vendors, external_type) && !withoutFields.has(external_type);
