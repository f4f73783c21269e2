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

/** Elements that are in a page now. */
const connected = new Set<ReactiveControllerHost>();
let languages: MutationObserver | undefined;

/** All elements follow at once when the page changes its language, or the language of a part of the page. */
function watchLanguages() {
  languages ??= new MutationObserver(() => {
    for (const host of connected) host.requestUpdate();
  });
  if (connected.size === 0) languages.disconnect();
  else languages.observe(document, { subtree: true, attributeFilter: ['lang'] });
}

/**
 * Returns the language of the nearest `lang` attribute around an element, also outside its shadow root; '' without
 * one.
 */
export function languageAround(element: Element): string {
  const nearest = element.closest<HTMLElement>('[lang]');
  if (nearest) return nearest.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : '';
}

/** Gives an element the words and formats of its locale. */
export class LocaleController implements ReactiveController {
  format: Format = formatFor('en');
  /** Set if the words are read from right to left, whatever the page's own direction is. */
  direction: 'rtl' | undefined;
  private tag = '';
  private language: string | undefined;
  private known: { [Name in Area]?: Words[Name] } = {};
  private wording: SeamWording | undefined;
  /** The page's own words in this locale. */
  private own: OwnWords = {};
  /** Our words → the same with the page's own words in their places. */
  private readonly mixed = new Map<unknown, unknown>();
  /** The areas whose words the element uses. */
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
    if (typeof MutationObserver === 'undefined') return; // on a server, the language of a page does not change
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

  /**
   * Returns the words for a part of an area: the given English words until those of the language are loaded, or if
   * the language is English.
   */
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

  /**
   * Fetches the words of all areas together, so that no element mixes two languages. Until then the previous words
   * stay.
   */
  private fetch(language: string) {
    const words = Promise.all(
      // Without its file, an area is in English: better than no words.
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
