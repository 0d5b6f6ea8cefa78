import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packageExtension } from '../../scripts/packageExtension.ts';
import { installExtension } from '../host/vscodeServer.ts';

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
	const vsix = await packageExtension();
	const extensionsFolder = await mkdtemp(join(tmpdir(), 'digit-classifier-extensions-'));
	const teardown = async (): Promise<void> => {
		await rm(extensionsFolder, { recursive: true, force: true });
	};
	await installExtension(vsix, extensionsFolder).catch(async (error: unknown) => {
		await teardown();
		throw error;
	});
	project.provide('vsix', vsix);
	project.provide('extensionsFolder', extensionsFolder);
	return teardown;
}
