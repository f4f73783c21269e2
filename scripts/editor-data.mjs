// What VS Code and JetBrains IDEs complete and explain, from the manifest. A step of the build.
import { readFileSync } from 'node:fs';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
console.log = () => undefined; // their `hideLogs` does not hide all
// In their lists for CSS each property would stand once for each element; elements name theirs anyway.
generateVsCodeCustomElementData(manifest, { outdir: 'dist', cssFileName: null });
generateJetBrainsWebTypes(manifest, { outdir: 'dist', excludeCss: true, packageJson: false });
