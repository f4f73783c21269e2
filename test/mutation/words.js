// Texts for people are not what decides: a string with a space in it, or a template with one, is a text.
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

const isText = (path) =>
  (path.isStringLiteral() && path.node.value.includes(' ')) ||
  (path.isTemplateLiteral() && path.node.quasis.some(({ value }) => value.raw.includes(' ')));

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore: (path) => (isText(path) ? 'It only changes words.' : undefined),
  }),
];
