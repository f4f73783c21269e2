// Prepares a new machine: checks Node's version, installs the dependencies and a browser.
// Plain Node without a dependency, because it runs before any is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** A problem that the developer can solve: shown as it is, without a stack. */
export class PlainError extends Error {}

/** Runs `main` and prints an error. @returns whether `main` succeeded */
export async function run(main) {
  try {
    await main();
    return true;
  } catch (error) {
    say(error instanceof PlainError ? error.message : error.stack);
    process.exitCode = 1;
    return false;
  }
}

/** Prints on stderr, because stdout contains only the output that the commands promise. */
export const say = (line) => process.stderr.write(`${line}\n`);

export function setup() {
  checkNode();
  installDependencies('.');
}

/** Each has its own package.json, and finds this package there as in a host's project. */
export const examples = ['server', 'react', 'vue', 'svelte', 'angular'].map((name) => `examples/${name}`);

export function installExample(folder) {
  installDependencies(folder);
  const modules = path.join(root, folder, 'node_modules');
  const link = path.join(modules, 'seam-admin-elements');
  if (!existsSync(link)) symlinkSync(path.relative(modules, root), link, 'junction');
}

/**
 * Also installs what only some tests need: third-party clients of Seam that conflict with our dependencies, servers,
 * and frameworks.
 */
function setupAll() {
  setup();
  installDependencies('test/third-party');
  installDependencies('stories');
  examples.forEach(installExample);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new PlainError(
    `This project needs Node 20.19 or newer, and this is ${process.versions.node}. Install a newer one from https://nodejs.org and try again.`,
  );
}

export function installDependencies(folder) {
  if (dependenciesAreInstalled(folder)) return;
  say('Installing dependencies…');
  // Also if NODE_ENV is `production`: the tests and the build need the development dependencies.
  const { status, output } = runCommand('npm ci --include=dev', folder);
  if (status === 0) return;
  say(output);
  throw new PlainError(
    'The dependencies could not be installed: npm says why above. Check the network and try again.',
  );
}

/** npm saves what it installed in its own lockfile, without packages for other platforms. */
function dependenciesAreInstalled(folder) {
  const wanted = readPackages(`${folder}/package-lock.json`);
  const installed = readPackages(`${folder}/node_modules/.package-lock.json`);
  return Object.entries(wanted).every(
    ([name, { version, optional, peer }]) =>
      name === '' || installed[name]?.version === version || ((optional || peer) && !installed[name]),
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return {};
  }
}

/** @returns the path of a Chromium or Chrome; installs one if there is none */
export async function ensureBrowser() {
  const browser = await findBrowser();
  if (browser) return browser;
  say('Installing a browser…');
  let output = '';
  for (const command of installCommands()) {
    const result = runCommand(command);
    output += result.output;
    const installed = result.status === 0 && (await findBrowser());
    if (installed) return installed;
  }
  say(output);
  throw new PlainError(
    'The tests need Chromium or Google Chrome, and none could be installed. Install one (on Debian and Ubuntu `sudo apt install chromium`, elsewhere from https://www.google.com/chrome) or set CHROME_PATH to where it is, and try again.',
  );
}

/** How tests start the browser: without a display, and without its own requests to the network. */
export const browserArguments = [
  // Chromium refuses to run its sandbox as root, and a container runs as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function installCommands() {
  const playwright = 'npx playwright install --with-deps chromium';
  // Ubuntu's package of this name only installs a snap.
  const isDebian = /^ID=debian$/m.test(readText('/etc/os-release'));
  if (!isDebian || process.getuid() !== 0) return [playwright];
  return ['apt-get update && apt-get install -y --no-install-recommends chromium', playwright];
}

export async function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen && !existsSync(chosen))
    throw new PlainError(`CHROME_PATH is ${chosen}, and there is no such file. Correct it or unset it.`);
  return [chosen, ...usualPlaces(), await playwrightBrowser()].find((file) => file && existsSync(file));
}

function usualPlaces() {
  if (process.platform === 'darwin')
    return ['/Applications', path.join(homedir(), 'Applications')].flatMap((folder) => [
      `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${folder}/Chromium.app/Contents/MacOS/Chromium`,
    ]);
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .filter((name) => process.env[name])
      .map((name) => path.join(process.env[name], 'Google/Chrome/Application/chrome.exe'));
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/snap/bin');
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
}

async function playwrightBrowser() {
  try {
    const { chromium } = await import('playwright');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

function runCommand(command, folder = '.') {
  const { status, stdout, stderr } = spawnSync(command, {
    cwd: path.join(root, folder),
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: Infinity,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: stdout + stderr };
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Examples and benchmarks import this package by its name, so their checks need the build. */
async function build() {
  const { buildIfStale } = await import('./build.mjs');
  buildIfStale();
}

// Not awaited: scripts/build.mjs imports this module, and would wait forever.
if (process.argv[1] === fileURLToPath(import.meta.url))
  void run(async () => {
    setupAll();
    await build();
  });
