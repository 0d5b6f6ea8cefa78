import type { TestProject } from 'vitest/node';
import { installPackaged } from '../../tools/vscodeHost/packagedExtension.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Where the packaged extension is installed. */
		extensionsFolder: string;
		/** Its .vsix. */
		vsix: string;
	}
}

/** Packages the extension and installs it, once for all tests: they drive what users get. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { vsix, extensionsFolder, dispose } = await installPackaged();
	project.provide('vsix', vsix);
	project.provide('extensionsFolder', extensionsFolder);
	return dispose;
}
