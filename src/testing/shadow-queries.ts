type Finder = (container: HTMLElement, ...wanted: unknown[]) => HTMLElement[];
type Complaint = (container: Element | null, ...wanted: unknown[]) => string;

/** The exports of `@testing-library/dom` that `shadowQueries` needs. The libraries for React and Vue have them too. */
export interface TestingLibrary<Queries extends object> {
  queries: Queries;
  buildQueries(find: Finder, several: Complaint, none: Complaint): readonly unknown[];
  isInaccessible(element: Element): boolean;
}

/**
 * Creates Testing Library's queries in a version that also searches in open shadow roots.
 *
 * @example
 * import * as testingLibrary from '@testing-library/dom';
 *
 * const screen = testingLibrary.within(document.body, shadowQueries(testingLibrary));
 * const row = await screen.findByRole('row', { name: /Aiko Tanaka/ });
 */
export function shadowQueries<Queries extends object>(library: TestingLibrary<Queries>): Queries {
  const own = library.queries as Record<string, Finder>;
  const names = Object.keys(own).flatMap((name) => /^queryAll(By\w+)$/.exec(name)?.[1] ?? []);
  const built = names.flatMap((by) => {
    const find: Finder = (container, ...wanted) => {
      // A query inside a shadow root cannot see that the host is hidden, so a hidden host is skipped here.
      const isHiddenToo = by !== 'ByRole' || (wanted[1] as { hidden?: boolean } | undefined)?.hidden === true;
      const { elements, roots } = lookInto(container, (host) => isHiddenToo || !library.isInaccessible(host));
      const found = new Set(roots.flatMap((root) => own[`queryAll${by}`]!(root as HTMLElement, ...wanted)));
      return elements.filter((element) => found.has(element));
    };
    const what = (wanted: unknown[]) => `${by} ${wanted.map((value) => inWords(value)).join(', ')}`;
    const [queryBy, getAllBy, getBy, findAllBy, findBy] = library.buildQueries(
      find,
      (_, ...wanted) => `There are several elements ${what(wanted)}, shadow roots included.`,
      (_, ...wanted) => `There is no element ${what(wanted)}, shadow roots included.`,
    );
    return [
      [`queryAll${by}`, find],
      [`query${by}`, queryBy],
      [`getAll${by}`, getAllBy],
      [`get${by}`, getBy],
      [`findAll${by}`, findAllBy],
      [`find${by}`, findBy],
    ];
  });
  return Object.fromEntries(built) as Queries;
}

/** @returns all elements in document order, and all roots to query */
function lookInto(container: ParentNode, entersHost: (host: Element) => boolean) {
  const elements: HTMLElement[] = [];
  const roots: ParentNode[] = [];
  const enter = (root: ParentNode) => {
    roots.push(root);
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      elements.push(element);
      if (element.shadowRoot && entersHost(element)) enter(element.shadowRoot);
    }
  };
  enter(container);
  return { elements, roots };
}

const inWords = (value: unknown): string =>
  value instanceof RegExp || typeof value === 'function'
    ? String(value)
    : JSON.stringify(value, (_, part: unknown) => (part instanceof RegExp ? String(part) : part));
