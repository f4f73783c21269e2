import type { ParamsOf } from '../api/contract.gen.js';

type CreateParams = ParamsOf<'/acs/credentials/create'>;
type Block = Extract<keyof CreateParams, `${string}_metadata`>;

/** One vendor field of a credential request, as a form needs it. The form adds the label. */
export interface VendorField {
  /** The name within the vendor's block. */
  readonly name: string;
  /** `credentials` and `entrances` are lists of ids; `choice` has `values`. */
  readonly kind: 'choice' | 'flag' | 'text' | 'credentials' | 'entrances';
  readonly values?: readonly string[];
  /** The value that Seam uses by default, if Seam documents one. */
  readonly default?: string | boolean;
  /** Whether the field ends other people's keys, so that the form must ask for confirmation. */
  readonly isDanger?: true;
}

/** How a vendor's access system accepts mobile key credentials. From Seam's guides for each system. */
export interface Vendor {
  /** The parameter that contains the fields; omitted if there are none. */
  readonly block?: Block;
  readonly fields: readonly VendorField[];
  /**
   * What decides which doors open: the entrances of the credential, or the access groups of the ACS user. Omitted if
   * Seam does not say; then check whether the system has access groups.
   */
  readonly doors?: 'entrances' | 'access_groups';
  /** Whether keys reach phones only through a credential manager, which must also be connected. */
  readonly needsManager?: true;
  /** Whether keys use the access times of their ACS user. */
  readonly timesAreUsers?: true;
  /** Whether a key can override others only if a phone can already receive it. */
  readonly overrideNeedsPhone?: true;
}

type FieldOf<B extends Block> = VendorField & { name: Extract<keyof NonNullable<CreateParams[B]>, string> };

/** Lets the compiler check the names against the contract. */
const fieldsOf = <B extends Block>(_block: B, fields: readonly FieldOf<B>[]) => fields;

/**
 * Vendors by `acs_system.external_type`. A type that is not listed has no known vendor fields. Deprecated fields and
 * fields for cards are omitted.
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
      // In Seam's guides, but not in its published schema.
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

/**
 * Finds the vendor of an access system; one without fields if the type is not known.
 * @example const { fields, doors } = vendorOf(acs_system);
 */
export const vendorOf = ({ external_type = '' }: { external_type?: string }): Vendor =>
  vendors[external_type] ?? { fields: [] };

/** According to Seam's guides, these vendors have no fields. */
const withoutFields = new Set([
  'avigilon_alta_org',
  'brivo_account',
  'dormakaba_ambiance_site',
  'dormakaba_community_site',
  'hid_credential_manager_organization',
  'kisi_organization',
  'pti_site',
]);

/** Whether the fields of an access system's vendor are unknown. */
export const isUnknownVendor = ({ external_type = '' }: { external_type?: string }): boolean =>
  !Object.hasOwn(vendors, external_type) && !withoutFields.has(external_type);
