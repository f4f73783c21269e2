import type { AcsSystem } from '../../api/contract.gen.js';
import type { SeamError } from '../../api/errors.js';
import type { Words } from '../../locales/index.js';
import type { IssueParams, SharedDetails } from '../../operations/issue-credential.js';
import { refuseUniqueDetails } from '../../operations/per-card-details.js';
import { isUnknownVendor, vendorOf, type VendorField } from '../../operations/vendors.js';
import type { Complaint } from '../../ui/field.js';
import { momentOf } from '../../ui/zoned-time.js';
import { scheduleErrors, scheduleOf, type Typed } from '../shared/schedule.js';

type Phrases = Words['issuing']['issuerForm'];

/** A value of a vendor field: text or choice, flag, or list of ids. */
export type VendorValue = string | boolean | ReadonlySet<string>;

/** The form values, named like Seam's parameters. */
export interface Values extends Typed {
  acs_system_id: string;
  /** What to do if the person has no ACS user in the system: create one, or link an existing one. */
  member: 'create' | 'link';
  acs_user_id: string;
  credential_manager_acs_system_id: string;
  allowed_acs_entrance_ids: ReadonlySet<string>;
  acs_access_group_ids: ReadonlySet<string>;
  /** By path, such as `visionline_metadata.override`. */
  vendor: Readonly<Record<string, VendorValue>>;
  json: string;
}

/** The invalid fields, each with its error. */
export type Complaints = Readonly<Record<string, Complaint>>;
/** The errors as text. */
export type Errors = Readonly<Record<string, string>>;

export const emptyValues: Values = {
  acs_system_id: '',
  member: 'create',
  acs_user_id: '',
  credential_manager_acs_system_id: '',
  allowed_acs_entrance_ids: new Set(),
  acs_access_group_ids: new Set(),
  starts_at: '',
  ends_at: '',
  vendor: {},
  json: '',
};

/** The vendor fields with their paths. */
export const vendorFieldsOf = (system: AcsSystem): readonly (VendorField & { path: string })[] => {
  const { block, fields } = vendorOf(system);
  return fields.map((field) => ({ ...field, path: `${block}.${field.name}` }));
};

const isFilled = (value: VendorValue | undefined): value is VendorValue =>
  typeof value === 'object' ? value.size > 0 : Boolean(value);

/** Whether this credential ends the credentials of other people. */
export const isDangerous = (values: Values, system: AcsSystem): boolean =>
  vendorFieldsOf(system).some(({ path, isDanger }) => isDanger && isFilled(values.vendor[path]));

/** Builds the request details from valid form values. `now` is in milliseconds since 1970. */
export function detailsOf(values: Values, system: AcsSystem, timeZone: string, now: number): SharedDetails {
  const { block, timesAreUsers } = vendorOf(system);
  const entries = vendorFieldsOf(system).flatMap(({ name, path }) => {
    const value = values.vendor[path];
    return isFilled(value) ? [[name, typeof value === 'object' ? [...value] : value] as const] : [];
  });
  const doors = [...values.allowed_acs_entrance_ids];
  const manager = values.credential_manager_acs_system_id;
  return {
    ...(isUnknownVendor(system) && parseJson(values.json)),
    ...(manager && { credential_manager_acs_system_id: manager }),
    ...(doors.length > 0 && { allowed_acs_entrance_ids: doors }),
    ...(!timesAreUsers && scheduleOf(startsAtOnce(values, timeZone, now), timeZone)),
    ...(block && entries.length > 0 && { [block]: Object.fromEntries(entries) }),
  };
}

/** Seam changes a start time in the past. Without a start time, the credential starts at once. */
function startsAtOnce(values: Typed, timeZone: string, now: number): Typed {
  const start = momentOf('start', values.starts_at, timeZone);
  return start && start.instant <= now ? { ...values, starts_at: '' } : values;
}

/** Parameters that the form or the operation sets itself. */
const takenNames = new Set([
  'access_method',
  'acs_system_id',
  'acs_user_id',
  'allowed_acs_entrance_ids',
  'credential_manager_acs_system_id',
  'ends_at',
  'is_multi_phone_sync_credential',
  'starts_at',
  'user_identity_id',
]);

/** `undefined` if the text is not a JSON object. */
function parseJson(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function jsonError(text: string, phrases: () => Phrases): Complaint | undefined {
  const details = parseJson(text);
  if (!details) return () => phrases().jsonBad;
  const taken = Object.keys(details).filter((name) => takenNames.has(name));
  if (taken.length > 0) return () => phrases().jsonTaken(taken.join(', '));
  const unique = uniqueIn(details);
  return unique.length > 0 ? () => phrases().unique(unique.join(', ')) : undefined;
}

/** The paths of details that only one card can have. */
function uniqueIn(details: unknown): string[] {
  try {
    refuseUniqueDetails(details);
    return [];
  } catch (error) {
    return Object.keys((error as SeamError).fields);
  }
}

/** The fields that are required because there is something to choose. */
export interface Needs {
  member: boolean;
  manager: boolean;
  doors: 'allowed_acs_entrance_ids' | 'acs_access_group_ids' | undefined;
}

export function errorsIn(
  values: Values,
  system: AcsSystem | undefined,
  needs: Needs,
  timeZone: string,
  now: number,
  phrases: () => Phrases,
): Complaints {
  const neededOne = () => phrases().neededOne;
  if (!system) return { acs_system_id: neededOne };
  const json = isUnknownVendor(system) ? jsonError(values.json, phrases) : undefined;
  const isLinkMissing = needs.member && values.member === 'link' && !values.acs_user_id;
  return {
    ...(isLinkMissing && { acs_user_id: neededOne }),
    ...(needs.manager &&
      !values.credential_manager_acs_system_id && { credential_manager_acs_system_id: neededOne }),
    ...(needs.doors && values[needs.doors].size === 0 && { [needs.doors]: () => phrases().needed }),
    ...(!vendorOf(system).timesAreUsers && scheduleErrors(values, timeZone, now)),
    ...(json && { json }),
  };
}

export function paramsOf(
  values: Values,
  userIdentityId: string,
  isMember: boolean,
  details: SharedDetails,
): IssueParams {
  const groups = [...values.acs_access_group_ids];
  return {
    user_identity_id: userIdentityId,
    acs_system_id: values.acs_system_id,
    ...(!isMember && values.member === 'link' && { acs_user_id: values.acs_user_id }),
    ...(groups.length > 0 && { acs_access_group_ids: groups }),
    details,
  };
}

/** Maps the server's field errors to form fields. Errors without a form field go to the JSON field. */
export function errorsOf({ fields }: SeamError, names: readonly string[]): Complaints {
  const nameOf = (path: string) =>
    names.find((name) => path === name || path.startsWith(`${name}.`)) ??
    names.find((name) => name === 'json');
  return Object.fromEntries(
    Object.entries(fields).flatMap(([path, messages]) => {
      const name = path && nameOf(path);
      const text = messages.join(' ');
      return name ? [[name, () => (name === 'json' ? `${path}: ${text}` : text)]] : [];
    }),
  );
}
