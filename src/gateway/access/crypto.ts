import { Recent } from '../http/recent.js';

/** What the gateway derives from its API key, so that any number of copies agree without sharing a store. */
export interface Keys {
  /** A name that says nothing but whether it is the same as another. */
  tag(text: string): Promise<string>;
  /** Encrypts, so that only the same `binding` opens it again. */
  seal(text: string, binding: string): Promise<string>;
  /** Answers null for what was not sealed here, or under another binding. */
  open(sealed: string, binding: string): Promise<string | null>;
}

const ivBytes = 12;
const rememberedTags = 1000;
/** A scope without a name for its caller can be a long list. */
const longestRemembered = 500;

export function createKeys(apiKey: string): Keys {
  // Derived at the first request: some runtimes allow no cryptography while a module is loading.
  let derived: ReturnType<typeof derive> | undefined;
  const keys = () => (derived ??= derive(apiKey));

  const sign = async (text: string): Promise<string> => {
    const { tagKey } = await keys();
    const signed = await crypto.subtle.sign('HMAC', tagKey, bytesOf(text));
    return toBase64Url(new Uint8Array(signed)).slice(0, 22);
  };
  const tags = new Recent<string, Promise<string>>(rememberedTags);

  return {
    tag(text) {
      if (text.length > longestRemembered) return sign(text);
      const tag = tags.get(text) ?? sign(text);
      tags.set(text, tag);
      return tag;
    },

    async seal(text, binding) {
      const { sealKey } = await keys();
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await crypto.subtle.encrypt(aesGcm(iv, binding), sealKey, bytesOf(text));
      return toBase64Url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
    },

    async open(sealed, binding) {
      const { sealKey } = await keys();
      try {
        const bytes = fromBase64Url(sealed);
        const algorithm = aesGcm(bytes.slice(0, ivBytes), binding);
        return new TextDecoder().decode(
          await crypto.subtle.decrypt(algorithm, sealKey, bytes.slice(ivBytes)),
        );
      } catch {
        return null;
      }
    },
  };
}

/** For keeping things by a token without keeping the token. */
export const sha256 = async (text: string): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text))));

async function derive(apiKey: string) {
  const root = await crypto.subtle.importKey('raw', bytesOf(apiKey), 'HKDF', false, ['deriveKey']);
  const from = (purpose: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: bytesOf('seam-admin-elements gateway'),
    info: bytesOf(purpose),
  });
  const [tagKey, sealKey] = await Promise.all([
    crypto.subtle.deriveKey(from('caller'), root, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    crypto.subtle.deriveKey(from('page cursor'), root, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
  ]);
  return { tagKey, sealKey };
}

const aesGcm = (iv: Uint8Array<ArrayBuffer>, binding: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: bytesOf(binding),
});

const bytesOf = (text: string) => new TextEncoder().encode(text);

const toBase64Url = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
