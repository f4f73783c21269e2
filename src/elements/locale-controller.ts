import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { loadWords, type Words } from '../locales/index.js';
import { formatFor, type Format } from '../ui/format.js';

const rightToLeft = /^(ar|fa|he|ur)\b/i;

/** The words and formats of the locale an element is read in. */
export class LocaleController implements ReactiveController {
  /** Undefined in English, whose words each element has at hand. */
  words: Words | undefined;
  format: Format = formatFor('en');
  /** Set where the words run from right to left, whatever the page does. */
  direction: 'rtl' | undefined;
  private tag: string | undefined;

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
    loadWords(tag).then(
      (words) => this.use(tag, words),
      // Without the file the page is in English, which beats not being there.
      () => this.use(tag, undefined),
    );
  }

  private use(tag: string, words: Words | undefined) {
    if (tag !== this.tag) return;
    this.words = words;
    this.format = formatFor(tag);
    this.direction = words && rightToLeft.test(tag) ? 'rtl' : undefined;
    this.host.requestUpdate();
  }
}
