import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  languageOf,
  loadWords,
  ownFor,
  replaced,
  type Area,
  type OwnWords,
  type SeamWording,
  type Words,
} from '../../locales/index.js';
import { formatFor, type Format } from '../../ui/format.js';

export type { SeamWording };

const rightToLeft = new Set(['ar']);

/** Those that are in a page now. */
const connected = new Set<ReactiveControllerHost>();
let languages: MutationObserver | undefined;

/** The page may change its language, or that of a part of it, at any time: all elements follow at once. */
function watchLanguages() {
  languages ??= new MutationObserver(() => {
    for (const host of connected) host.requestUpdate();
  });
  if (connected.size === 0) languages.disconnect();
  else languages.observe(document, { subtree: true, attributeFilter: ['lang'] });
}

/** The language that an element is in by the page: also one that is set outside of the shadow root around it. */
export function languageAround(element: Element): string {
  const nearest = element.closest<HTMLElement>('[lang]');
  if (nearest) return nearest.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : '';
}

/** The words and formats of the locale an element is read in. */
export class LocaleController implements ReactiveController {
  format: Format = formatFor('en');
  /** Set where the words run from right to left, whatever the page does. */
  direction: 'rtl' | undefined;
  private tag = '';
  private language: string | undefined;
  private known: { [Name in Area]?: Words[Name] } = {};
  private wording: SeamWording | undefined;
  /** What the page has of its own in this locale. */
  private own: OwnWords = {};
  /** Our words → those with the page's own among them, as they are said. */
  private readonly mixed = new Map<unknown, unknown>();
  /** The areas that the element speaks of. */
  private readonly wanted = new Set<Area>(['general']);
  private newest: Promise<unknown> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly findTag: () => string,
    private readonly findWording: () => SeamWording | undefined,
  ) {
    host.addController(this);
  }

  hostConnected() {
    if (typeof MutationObserver === 'undefined') return; // a server has no page that changes
    connected.add(this.host);
    watchLanguages();
  }

  hostDisconnected() {
    connected.delete(this.host);
    if (connected.size === 0) watchLanguages();
  }

  hostUpdate() {
    const tag = this.findTag();
    const wording = this.findWording();
    if (tag === this.tag && wording === this.wording) return;
    this.tag = tag;
    this.wording = wording;
    this.language = languageOf(tag);
    if (this.language) this.fetch(this.language);
    else this.use({});
  }

  /** The words for a part of an area: the English ones given, where that is the language and until others are here. */
  words<Name extends Area, Part extends keyof Words[Name]>(
    area: Name,
    part: Part,
    english: Words[Name][Part],
  ): Words[Name][Part] {
    if (!this.wanted.has(area)) {
      this.wanted.add(area);
      if (this.language) this.fetch(this.language);
    }
    const ours = (this.known[area] as Words[Name] | undefined)?.[part] ?? english;
    const own = (this.own[area] as { readonly [Key in Part]?: object } | undefined)?.[part];
    if (!this.mixed.has(ours)) this.mixed.set(ours, replaced(ours, own ?? {}));
    return this.mixed.get(ours) as Words[Name][Part];
  }

  /** All at once, so that nothing is half in one language; until then the words of before stand. */
  private fetch(language: string) {
    const words = Promise.all(
      // Without a file that part is in English, which beats not being there.
      [...this.wanted].map(async (area) => [area, await loadWords(language, area).catch(() => undefined)]),
    );
    this.newest = words;
    void words.then((entries) => {
      if (words !== this.newest || language !== this.language) return;
      this.use(Object.fromEntries(entries) as typeof this.known);
      this.host.requestUpdate();
    });
  }

  private use(known: typeof this.known) {
    this.known = known;
    this.own = ownFor(this.tag, this.wording);
    this.mixed.clear();
    this.format = formatFor(this.tag);
    this.direction = known.general && rightToLeft.has(this.language!) ? 'rtl' : undefined;
  }
}
