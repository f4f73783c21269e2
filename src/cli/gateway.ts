import { createGateway } from '../gateway/index.js';
import { serveGateway } from '../gateway/node.js';
import { CliError, parse, parseOrigin, parsePort, parseUrl, untilStopped, type Command } from './command.js';

export const gatewayCommand: Command = {
  summary: 'between client sessions in pages and the Seam API; reads SEAM_API_KEY',
  options: [
    ['--endpoint <url>', "the Seam API, if it is not Seam's own"],
    ['--allow-origin <url>', "a page's origin that may use it; can be given several times"],
  ],

  async run(args) {
    const values = parse(args, {
      endpoint: { type: 'string' },
      'allow-origin': { type: 'string', multiple: true, default: [] },
    });
    const { port = '0', host, endpoint } = values;
    const gateway = createGateway({
      apiKey: apiKey(),
      allowedOrigins: values['allow-origin'].map((text) => parseOrigin(text, '--allow-origin')),
      // No function of a host can fail here, so what is thrown is a fault of ours.
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

function apiKey(): string {
  const key = process.env['SEAM_API_KEY'];
  if (key) return key;
  throw new CliError(
    'The gateway needs an API key of your Seam workspace. Set SEAM_API_KEY to it and try again.',
  );
}
