// What the measuring does inside the page, the same for every contender.
import type { Contender } from './contender.js';
import { emailNumber, haystackOf, people, rowHeight, type Person } from './people.js';
import { answerInMemory, type Transport } from './transport.js';

declare global {
  var contender: Contender;

  var bench: typeof inPage;
}

const host = document.querySelector<HTMLElement>('#host')!;
/** Rows looked at after each act. */
const lookedAt = 8;
const flingFrames = 90;
/** Where the columns stand in all contenders. */
const nameAt = 100;
const emailAt = 400;

let text: string;
let rows: Person[];
let expected: Person[];

/** What is done to a contender, and how to tell that it can be seen. */
interface Act {
  readonly begin: () => unknown;
  readonly isDone: () => boolean;
}
let planned: Act;

const acts = {
  /** @param fetched how many are shown at first */
  mount(fetched: number): Act {
    expected = rows.slice(0, fetched);
    return { begin: () => contender.mount(host, rows), isDone: showsExpected };
  },
  /** @param fetched how many of those found are shown */
  search(fetched: number, wanted: string): Act {
    expected = rows.filter((person) => haystackOf(person).includes(wanted)).slice(0, fetched);
    return { begin: () => contender.search(wanted), isDone: showsExpected };
  },
  sort(): Act {
    const order = rows.map((_, index) => index).sort((a, b) => emailNumber(b) - emailNumber(a));
    expected = order.slice(0, lookedAt).map((index) => rows[index]!);
    return { begin: () => contender.sort(), isDone: showsExpected };
  },
  update(): Act {
    const person = { ...expected[2]!, display_name: 'Changed', full_name: 'Changed' };
    expected = expected.with(2, person);
    return { begin: () => contender.update(person), isDone: showsExpected };
  },
};

const inPage = {
  /** Everything is there but what shows it. */
  prepare(count: number, transport: Transport) {
    const made = people(count);
    answerInMemory(made, transport);
    text = JSON.stringify(made);
  },

  /** Makes the rows that contenders are given, and that is looked for. */
  makeRows() {
    rows = JSON.parse(text) as Person[];
  },

  plan(name: keyof typeof acts, fetched: number, wanted: string) {
    planned = acts[name](fetched, wanted);
  },

  /** Does what was planned in a task of its own, and waits until it can be seen. */
  async act(): Promise<void> {
    await task();
    planned.begin();
    await until(planned.isDone);
  },

  /** From the first row to the last, in equal steps, one each frame. */
  async fling() {
    const { scroller, top } = contender.view();
    const way = scroller.scrollHeight - scroller.clientHeight;
    let late = 0;
    let slow = 0;
    for (let frame = 1; frame <= flingFrames; frame++) {
      await task(); // as a finger does it: between frames
      const start = performance.now();
      scroller.scrollTop = (way * frame) / flingFrames;
      await drawn();
      // Two frames of a screen with 60 a second.
      if (performance.now() - start > 34) slow++;
      const { clientHeight } = scroller;
      const places = [0.1, 0.5, 0.9].map((part) => top + part * (clientHeight - top));
      if (!places.every(isCovered)) late++;
    }
    return { late, slow };
  },

  elements: () => countElements(host),

  /** Mounts a list that fetches, and stays at its end until it has got everybody. */
  async stream() {
    const long: number[] = [];
    const watching = new PerformanceObserver((list) =>
      long.push(...list.getEntries().map(({ duration }) => duration)),
    );
    watching.observe({ type: 'longtask' });
    const start = performance.now();
    void contender.mount(host, []);
    await until(() => isCovered(contender.view().top + rowHeight / 2));
    const firstRows = performance.now() - start;
    const { scroller } = contender.view();
    await until(() => {
      scroller.scrollTop = scroller.scrollHeight;
      return contender.isComplete!();
    });
    const all = performance.now() - start;
    await task();
    watching.disconnect();
    return { firstRows, all, longTasks: long.length, longest: Math.max(0, ...long) };
  },
};

/** Looks after each frame; what cannot be looked at yet is not so. */
async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 120_000;
  for (;;) {
    await drawn();
    try {
      if (holds()) return;
    } catch {
      // There is nothing to look at yet.
    }
    if (performance.now() > end) throw new Error('What should be shown did not come.');
  }
}

const task = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** After a frame was drawn, when looking at the page costs nothing. */
async function drawn() {
  await new Promise(requestAnimationFrame);
  await task();
}

function showsExpected(): boolean {
  const { top } = contender.view();
  return expected.slice(0, lookedAt).every((person, index) => {
    const middle = top + (index + 0.5) * rowHeight;
    return textAt(nameAt, middle) === person.display_name && textAt(emailAt, middle) === person.email_address;
  });
}

/** The text of whatever stands there, through shadow roots. */
function textAt(x: number, y: number): string {
  const box = host.getBoundingClientRect();
  let element = document.elementFromPoint(box.left + x, box.top + y);
  for (let root = element?.shadowRoot; root; root = element?.shadowRoot) {
    const inner = root.elementFromPoint(box.left + x, box.top + y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return (element as HTMLElement | null)?.innerText.trim() ?? '';
}

/** Whether a row's text is there or just below; in blank space stands the text of nothing or of all. */
const isCovered = (y: number): boolean =>
  [y, y + 13, y + 26].some((at) => {
    const { length } = textAt(nameAt, at);
    return length > 0 && length < 200;
  });

function countElements(root: Element | ShadowRoot): number {
  return [...root.querySelectorAll('*')].reduce(
    (sum, element) => sum + 1 + (element.shadowRoot ? countElements(element.shadowRoot) : 0),
    0,
  );
}

globalThis.bench = inPage;
