// Finds and installs the browser engines other than Chromium. Plain Node, like scripts/setup.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PlainError, say } from './setup.mjs';

/** For each engine: its display name, its Debian packages, and the paths of its programs. */
const engines = {
  firefox: {
    name: 'Firefox',
    packages: ['firefox-esr'],
    programs: { browser: () => process.env.FIREFOX_PATH ?? onPath('firefox-esr', 'firefox') },
  },
  webkit: {
    name: 'WebKitGTK with its driver, and Xvfb for a screen nobody looks at',
    packages: ['webkit2gtk-driver', 'xvfb'],
    programs: {
      driver: () => onPath('WebKitWebDriver'),
      browser: miniBrowser,
      screen: () => onPath('Xvfb'),
    },
  },
};

export const otherEngines = Object.keys(engines);

/** On Debian as root, installs the missing engines; elsewhere says which are missing. */
export function ensureEngines(names) {
  const missing = names.filter((name) => !programsOf(name)).map((name) => engines[name]);
  if (missing.length === 0) return;
  const packages = missing.flatMap((engine) => engine.packages).join(' ');
  const wanted = missing.map(({ name }) => name).join(', and ');
  let output = '';
  if (isDebian() && process.getuid?.() === 0) {
    say(`Installing ${packages}…`);
    const command = `apt-get update && apt-get install -y --no-install-recommends ${packages}`;
    const { stdout, stderr } = spawnSync(command, {
      shell: true,
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: Infinity,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    output = stdout + stderr;
  }
  if (names.every(programsOf)) return;
  say(output);
  throw new PlainError(
    `These tests need ${wanted}, not found here. Install it (on Debian \`sudo apt install ${packages}\`) and try again.`,
  );
}

/** @returns the paths of an engine's programs, by part; undefined if one is missing */
export function programsOf(name) {
  const found = Object.entries(engines[name].programs).map(([part, find]) => [part, find()]);
  return found.every(([, file]) => file && existsSync(file)) ? Object.fromEntries(found) : undefined;
}

function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin');
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

/** Debian keeps this program in the library's folder, whose name contains the machine's architecture. */
function miniBrowser() {
  const folders = ['/usr/lib', ...subfolders('/usr/lib'), '/usr/libexec'];
  return folders
    .flatMap((folder) => ['4.1', '4.0'].map((api) => path.join(folder, `webkit2gtk-${api}`, 'MiniBrowser')))
    .find((file) => existsSync(file));
}

const subfolders = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
        .map((entry) => path.join(folder, entry.name))
    : [];

const isDebian = () => {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};
