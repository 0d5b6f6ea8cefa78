// `npm run package` builds for production and packs NAME-VERSION.vsix; prints its path and size.
import { statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { run } from '../test/host/processes.ts';
import { packagePath } from '../test/host/packagedExtension.ts';

const path = await packagePath();
await run(process.execPath, ['esbuild.mjs', '--production']);
await createVSIX({
	cwd: process.cwd(),
	packagePath: path,
	dependencies: false,
	allowMissingRepository: true,
	rewriteRelativeLinks: false,
});
console.log(`${path} ${(statSync(path).size / 1024).toFixed(0)} kB`);
