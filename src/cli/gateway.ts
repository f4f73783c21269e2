import { createGateway } from '../gateway/index.js';
import { serveGateway } from '../gateway/node.js';
import { CliError, parse, parseOrigin, parsePort, parseUrl, untilStopped, type Command } from './command.js';

export const gatewayCommand: Command = {
  summary: 'between client sessions in pages and the Seam API; reads SEAM_API_KEY',
  options: [
    ['--endpoint <url>', "the Seam API, if it is not Seam's own"],
    ['--allow-origin <url>', "a page's origin that may use it; can be given several times"],
    ['--allow-host <name>', "a name of its own beside --host and this machine's; can be given several times"],
  ],

  async run(args) {
    const values = parse(args, {
      endpoint: { type: 'string' },
      'allow-origin': { type: 'string', multiple: true, default: [] },
      'allow-host': { type: 'string', multiple: true, default: [] },
    });
    const { port = '0', host, endpoint } = values;
    const allowedHosts = [
      ...loopbackNames,
      nameOf(host, '--host'),
      ...values['allow-host'].map((name) => nameOf(name, '--allow-host')),
    ];
    const gateway = createGateway({
      apiKey: apiKey(),
      allowedOrigins: values['allow-origin'].map((text) => parseOrigin(text, '--allow-origin')),
      allowedHosts,
      // This gateway calls no function of a host, so every exception is our own bug.
      onLog: (line, fault) =>
        console.error(JSON.stringify({ ...line, ...(fault instanceof Error && { fault: fault.stack }) })),
      ...(endpoint && { endpoint: parseUrl(endpoint, '--endpoint') }),
    });
    const served = await serveGateway(gateway, { port: parsePort(port), host });
    console.log(JSON.stringify({ url: served.url }));
    await untilStopped();
    await served.close();
  },
};

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Parses a host name, and returns it as browsers write it in a URL. */
function nameOf(text: string, option: string): string {
  const url = `http://${text.includes(':') ? `[${text}]` : text}/`;
  if (!/[/@*?#\s]/.test(text) && URL.canParse(url)) return new URL(url).hostname;
  throw new CliError(`${option} is ${text}, which is not a host name. It looks like seam.example.com.`);
}

function apiKey(): string {
  const key = process.env['SEAM_API_KEY'];
  if (key) return key;
  throw new CliError(
    'The gateway needs an API key of your Seam workspace. Set SEAM_API_KEY to it and try again.',
  );
}
