import { build, type Rolldown } from 'vite';

const entry = 'virtual:entry';

/** Bundles a few lines of code as a host's bundler does, for production or for development. */
export async function bundle(
  code: string,
  output: Rolldown.OutputOptions = {},
  mode: 'production' | 'development' = 'production',
): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    resolve: { conditions: ['module', 'browser', mode] },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? code : null),
      },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: entry, output } },
  });
  return (result as Rolldown.RolldownOutput).output.filter((part) => part.type === 'chunk');
}

/** Whether the module is the bundled lines themselves. */
export const isEntryModule = (id: string): boolean => id.includes(entry);
