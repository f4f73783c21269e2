import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const root = path.join(import.meta.dirname, '..');

export interface Bundle {
  /** Path, from the root of the server, to code; the first is where it begins. */
  readonly files: ReadonlyMap<string, string>;
  /** Bytes, gzipped, of what has to be there before anything is shown. */
  readonly size: number;
}

/** What a host's bundler makes of a module, for production, with this package as it is published. */
export async function bundle(entry: string): Promise<Bundle> {
  const { output } = (await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        { find: /^seam-admin-elements$/, replacement: path.join(root, 'dist/index.js') },
        { find: /^seam-admin-elements\/(client)$/, replacement: path.join(root, 'dist/$1/index.js') },
        { find: /^seam-admin-elements\/(elements\/.*)$/, replacement: path.join(root, 'dist/$1') },
      ],
    },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: path.join(root, entry) },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = output.filter((part) => part.type === 'chunk');
  const needed = new Set([chunks[0]!.fileName]);
  for (const name of needed)
    chunks.find(({ fileName }) => fileName === name)?.imports.forEach((other) => needed.add(other));
  return {
    files: new Map(chunks.map(({ fileName, code }) => [`/${fileName}`, code])),
    size: chunks
      .filter(({ fileName }) => needed.has(fileName))
      .reduce((sum, { code }) => sum + gzipSync(code).length, 0),
  };
}
