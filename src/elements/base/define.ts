/** Made into the version of package.json when the package is built. */
declare const SEAM_ADMIN_ELEMENTS_VERSION: string | undefined;

const version = typeof SEAM_ADMIN_ELEMENTS_VERSION === 'string' ? SEAM_ADMIN_ELEMENTS_VERSION : 'source';
const versionKey = Symbol.for('seam-admin-elements version');

type Versioned = CustomElementConstructor & { [versionKey]?: string };

/** Registers an element, unless this or another copy of the package has done so: the first one wins. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return; // on a server there is nothing to register with
  const first = customElements.get(tag) as Versioned | undefined;
  if (!first) {
    Object.defineProperty(element, versionKey, { value: version });
    customElements.define(tag, element);
  } else if (first !== element) {
    console.warn(
      `<${tag}> is already defined, by version ${first[versionKey] ?? 'unknown'} of seam-admin-elements ` +
        `or by another script; version ${version} leaves it as it is.`,
    );
  }
}
