import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { languageOf, loadWords, type Area, type Words } from '../locales/index.js';
import { formatFor, type Format } from '../ui/format.js';

const rightToLeft = new Set(['ar']);

/** The words and formats of the locale an element is read in. */
export class LocaleController implements ReactiveController {
  format: Format = formatFor('en');
  /** Set where the words run from right to left, whatever the page does. */
  direction: 'rtl' | undefined;
  private tag: string | undefined;
  private language: string | undefined;
  private known: { [Name in Area]?: Words[Name] } = {};
  /** Areas asked for, once it is sure which language they are to be in. */
  private asked: Set<Area> | undefined;

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
    this.asked = undefined;
    if (!this.language) this.use(tag, {});
    else
      this.load('general', (general) => {
        // Until now the words of before stood, so that nothing is half in one language.
        this.use(tag, general ? { general } : {});
        this.direction = general && rightToLeft.has(this.language!) ? 'rtl' : undefined;
      });
  }

  /** An area's words; undefined in English, whose words each element has at hand, and until they are here. */
  words<Name extends Area>(area: Name): Words[Name] | undefined {
    if (this.language && this.asked && !this.asked.has(area)) {
      this.asked.add(area);
      this.load(area, (words) => Object.assign(this.known, { [area]: words }));
    }
    return this.known[area];
  }

  private load<Name extends Area>(area: Name, use: (words: Words[Name] | undefined) => void) {
    const { tag } = this;
    const done = (words: Words[Name] | undefined) => {
      if (tag !== this.tag) return;
      use(words);
      this.host.requestUpdate();
    };
    // Without the file it is in English, which beats not being there.
    loadWords(this.language!, area).then(done, () => done(undefined));
  }

  private use(tag: string, known: { [Name in Area]?: Words[Name] }) {
    this.known = known;
    this.asked = new Set(['general']);
    this.format = formatFor(tag);
    this.direction = undefined;
  }
}
