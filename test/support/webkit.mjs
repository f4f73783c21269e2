// WebKitGTK on a screen nobody looks at, driven by its WebDriver.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { Builder, Capabilities } from 'selenium-webdriver';
import { programsOf } from '../../scripts/engines.mjs';

/** @returns what builds a driver of a new browser, and how to end what it needs */
export async function startWebKit() {
  const { driver, browser, screen } = programsOf('webkit');
  const xvfb = spawn(screen, '-displayfd 1 -screen 0 1600x1300x24 -nolisten tcp'.split(' '), {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [display] = await once(createInterface(xvfb.stdout), 'line');
  const port = await freePort();
  const server = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${display}` },
  });
  await answersAt(`http://127.0.0.1:${port}/status`);

  const stop = () => [server, xvfb].forEach((program) => program.kill());
  process.once('exit', stop);
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  });
  const builder = new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities);
  return { builder, stop };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answersAt(url) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKit’s driver does not answer.');
}
