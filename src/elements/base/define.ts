/** The build replaces this with the version in package.json. */
declare const SEAM_ADMIN_ELEMENTS_VERSION: string | undefined;

const version = typeof SEAM_ADMIN_ELEMENTS_VERSION === 'string' ? SEAM_ADMIN_ELEMENTS_VERSION : 'source';
const versionKey = Symbol.for('seam-admin-elements version');

type Versioned = CustomElementConstructor & { [versionKey]?: string };

/** Registers an element. If this or another copy of the package has already registered the tag, the first one stays. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return; // a server has no registry of elements
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
