// `npm run package` builds for production, lists whose code that contains, and packs NAME-VERSION.vsix; prints its
// path and size.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import type { Metafile } from 'esbuild';
import { run } from '../tools/vscodeHost/processes.ts';
import { packagePath } from '../tools/vscodeHost/packagedExtension.ts';
import { createNotices, findBundledPackages } from './thirdPartyNotices.ts';

const path = await packagePath();
await run(process.execPath, ['esbuild.mjs', '--production']);
const metafile = JSON.parse(readFileSync('.cache/metafile.json', 'utf8')) as Metafile;
writeFileSync('THIRD-PARTY-NOTICES.txt', createNotices(findBundledPackages(metafile)));
await createVSIX({
	cwd: process.cwd(),
	packagePath: path,
	dependencies: false,
	allowMissingRepository: true,
	rewriteRelativeLinks: false,
});
console.log(`${path} ${(statSync(path).size / 1024).toFixed(0)} kB`);
