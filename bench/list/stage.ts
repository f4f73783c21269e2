import type { Browser } from 'playwright';
import { launch, servePage } from '../browser.js';
import { bundle, type Bundle } from '../bundle.js';

/** A browser, and a page in which each of the given modules can be measured. */
export interface Stage {
  readonly browser: Browser;
  readonly url: string;
  readonly version: string;
  readonly bundles: ReadonlyMap<string, Bundle>;
  /** Paths of what the page loads: the module, and what measures it. */
  scriptsOf(file: string): readonly string[];
  close(): Promise<void>;
}

export const ours = 'bench/list/ours.ts';

export async function openStage(files: readonly string[]): Promise<Stage> {
  const bundles = new Map<string, Bundle>();
  for (const file of [...files, 'bench/list/in-page.ts']) bundles.set(file, await bundle(file));
  const { url, close } = await servePage(
    `<!doctype html><html lang="en"><link rel="icon" href="data:,"><style>body { margin: 0; font: 14px sans-serif; }
#host { block-size: 600px; inline-size: 1000px; }</style><div id="host"></div></html>`,
    new Map([...bundles.values()].flatMap((one) => [...one.files])),
  );
  const browser = await launch();
  return {
    browser,
    url,
    version: `Chromium ${browser.version()}`,
    bundles,
    scriptsOf: (file) =>
      [file, 'bench/list/in-page.ts'].map((name) => [...bundles.get(name)!.files.keys()][0]!),
    async close() {
      await browser.close();
      close();
    },
  };
}
