import type { UserIdentity } from '../../api/contract.gen.js';

/** Values as typed. An empty string means no value. */
export interface Values {
  full_name: string;
  email_address: string;
  phone_number: string;
  user_identity_key: string;
}

export type FieldName = keyof Values;

export const fieldNames: readonly FieldName[] = [
  'full_name',
  'email_address',
  'phone_number',
  'user_identity_key',
];

/** Fields whose value only one user identity can have. */
export const uniqueNames = ['email_address', 'phone_number', 'user_identity_key'] as const;
export type UniqueName = (typeof uniqueNames)[number];

export const isUnique = (name: string): name is UniqueName =>
  (uniqueNames as readonly string[]).includes(name);

/** The value to send: Seam expects null for an empty field. */
const sent = (text: string): string | null => text.trim() || null;

export const valueOf = (person: UserIdentity | undefined, name: FieldName): string => person?.[name] ?? '';

export type Changes = { [Name in FieldName]?: string | null };

/** The fields that differ from the user identity. */
export const changesOf = (values: Partial<Values>, person: UserIdentity | undefined): Changes =>
  Object.fromEntries(
    fieldNames
      .filter((name) => values[name] !== undefined && sent(values[name]) !== sent(valueOf(person, name)))
      .map((name) => [name, sent(values[name]!)]),
  );
