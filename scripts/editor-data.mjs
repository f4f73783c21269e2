// Writes what VS Code and JetBrains IDEs complete and explain, from the manifest. A step of the build.
import { readFileSync } from 'node:fs';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
console.log = () => undefined; // their option `hideLogs` does not hide all
// Their CSS lists would repeat each property for every element, and the elements' data name the properties anyway.
generateVsCodeCustomElementData(manifest, { outdir: 'dist', cssFileName: null });
generateJetBrainsWebTypes(manifest, { outdir: 'dist', excludeCss: true, packageJson: false });
