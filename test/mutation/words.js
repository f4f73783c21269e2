// A string or template with a space is a text for people, and decides nothing.
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

const isText = (path) =>
  (path.isStringLiteral() && path.node.value.includes(' ')) ||
  (path.isTemplateLiteral() && path.node.quasis.some(({ value }) => value.raw.includes(' ')));

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore: (path) => (isText(path) ? 'It only changes words.' : undefined),
  }),
];
