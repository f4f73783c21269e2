// WebKitGTK on a virtual screen, driven by its WebDriver.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Builder, Capabilities } from 'selenium-webdriver';
import { programsOf } from '../../scripts/engines.mjs';

/** The time limit for the start of a browser. Sometimes its driver waits for a browser that never starts. */
const patienceMs = 30_000;

/** @returns a builder of drivers, each with a new browser, one at a time; and a function that stops everything */
export async function startWebKit() {
  const { driver, browser, screen } = programsOf('webkit');
  const xvfb = spawn(screen, '-displayfd 1 -screen 0 1600x1300x24 -nolisten tcp'.split(' '), {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [display] = await once(createInterface(xvfb.stdout), 'line');
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  });

  let server;
  async function startBrowser() {
    endGroup(server);
    const port = await freePort();
    server = spawn(driver, [`--port=${port}`], {
      stdio: 'ignore',
      detached: true, // makes it the leader of a process group that contains its browser
      env: { ...process.env, DISPLAY: `:${display}` },
    });
    const url = `http://127.0.0.1:${port}`;
    await answersAt(`${url}/status`);
    const starting = new Builder().usingServer(url).withCapabilities(capabilities).build();
    starting.catch(() => {}); // in case the time limit has passed
    return Promise.race([starting, pause(patienceMs, undefined, { ref: false })]);
  }

  const builder = new Builder().withCapabilities(capabilities);
  builder.build = async () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const started = await startBrowser();
      if (started) return started;
    }
    throw new Error('WebKit does not start.');
  };
  const stop = () => {
    endGroup(server);
    xvfb.kill();
  };
  process.once('exit', stop);
  return { builder, stop };
}

function endGroup(leader) {
  if (leader?.exitCode === null && leader.signalCode === null) process.kill(-leader.pid);
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
    await pause(100);
  }
  throw new Error('WebKit’s driver does not answer.');
}
