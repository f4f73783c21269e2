// The elements' public API as names and types, and the version bump that a change of it needs.

/**
 * The public API in a manifest, without its descriptions.
 * @returns {Record<string, Record<string, string>>} tag → `event seam-ready`, `attribute locale` and so on → type
 */
export function publicApi({ modules }) {
  const kinds = {
    attribute: 'attributes',
    property: 'members',
    event: 'events',
    slot: 'slots',
    part: 'cssParts',
    'custom property': 'cssProperties',
    state: 'cssStates',
  };
  return Object.fromEntries(
    modules.map(({ declarations: [element] }) => [
      element.tagName,
      Object.fromEntries(
        Object.entries(kinds).flatMap(([kind, list]) =>
          element[list].map((entry) =>
            entry.kind === 'method'
              ? [`method ${entry.name}`, signature(entry)]
              : [`${kind} ${entry.name}`, entry.type?.text ?? ''],
          ),
        ),
      ),
    ]),
  );
}

function signature({ parameters = [], return: result }) {
  const list = parameters.map(({ name, optional, type }) => `${name}${optional ? '?' : ''}: ${type?.text}`);
  return `(${list.join(', ')}) => ${result?.type.text}`;
}

/** The differences as sentences: breaking changes, and additions. */
export function changesBetween(released, current) {
  const before = flatten(released);
  const after = flatten(current);
  const breaking = [...before].flatMap(([name, type]) => {
    if (!after.has(name)) return `${name} was removed`;
    return after.get(name) === type ? [] : `${name} was ${type}, and is ${after.get(name)}`;
  });
  const additions = [...after.keys()].filter((name) => !before.has(name)).map((name) => `${name} was added`);
  return { breaking, additions };
}

const flatten = (api) =>
  new Map(
    Object.entries(api).flatMap(([tag, entries]) => [
      [`<${tag}>`, ''],
      ...Object.entries(entries).map(([name, type]) => [`${name} of <${tag}>`, type]),
    ]),
  );

/**
 * @returns {'major' | 'minor' | 'patch'} the smallest bump that semantic versioning allows; in 0.x a breaking change is
 *   minor
 */
export function neededBump(version, { breaking, additions }) {
  if (breaking.length > 0) return version.startsWith('0.') ? 'minor' : 'major';
  return additions.length > 0 ? 'minor' : 'patch';
}

/** The bump between two versions; null if `to` is not later than `from`. */
export function bumpBetween(from, to) {
  const before = from.split('.').map(Number);
  const after = to.split('.').map(Number);
  const at = after.findIndex((number, index) => number !== before[index]);
  return at === -1 || after[at] < before[at] ? null : ['major', 'minor', 'patch'][at];
}
