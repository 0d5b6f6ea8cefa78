// `npm run package` packs the extension; prints the package's path and size.
import { statSync } from 'node:fs';
import { packageExtension } from './packageExtension.ts';

const vsix = await packageExtension();
console.log(`${vsix} ${(statSync(vsix).size / 1024).toFixed(0)} kB`);
