import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { languageOf, loadWords, type Area, type Words } from '../locales/index.js';
import { formatFor, type Format } from '../ui/format.js';

const rightToLeft = new Set(['ar']);

/** The words and formats of the locale an element is read in. */
export class LocaleController implements ReactiveController {
  format: Format = formatFor('en');
  /** Set where the words run from right to left, whatever the page does. */
  direction: 'rtl' | undefined;
  private tag = '';
  private language: string | undefined;
  private known: { [Name in Area]?: Words[Name] } = {};
  /** The areas that the element speaks of. */
  private readonly wanted = new Set<Area>(['general']);
  private newest: Promise<unknown> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly findTag: () => string,
  ) {
    host.addController(this);
  }

  hostUpdate() {
    const tag = this.findTag();
    if (tag === this.tag) return;
    this.tag = tag;
    this.language = languageOf(tag);
    if (this.language) this.fetch(this.language);
    else this.use({});
  }

  /** An area's words; undefined in English, whose words each element has at hand, and until they are here. */
  words<Name extends Area>(area: Name): Words[Name] | undefined {
    if (!this.wanted.has(area)) {
      this.wanted.add(area);
      if (this.language) this.fetch(this.language);
    }
    return this.known[area];
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
    this.format = formatFor(this.tag);
    this.direction = known.general && rightToLeft.has(this.language!) ? 'rtl' : undefined;
  }
}
