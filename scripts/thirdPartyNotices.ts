import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** An npm package of which something is in a bundle. */
export interface BundledPackage {
	readonly name: string;
	readonly version: string;
	/** As its package.json names it, such as `Apache-2.0`. */
	readonly license: string;
	/** The texts that must go with it. */
	readonly texts: readonly string[];
}

/** The part of a package.json that is read; `licenses` is the form of old ones. */
interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	readonly licenses?: readonly { readonly type: string }[];
}

/** In licenses/: what belongs to a package and is in none of its files. */
const textsByHand: Readonly<Record<string, readonly string[]>> = {
	'@cfworker/json-schema': ['cfworker.txt'],
	'@cwasm/jpeg-turbo': ['cwasm.txt', 'libjpeg-turbo.txt', 'musl.txt'],
	'@cwasm/lodepng': ['cwasm.txt', 'lodepng.txt', 'musl.txt'],
	'@cwasm/nsgif': ['cwasm.txt', 'libnsgif.txt', 'musl.txt'],
	'@cwasm/webp': ['cwasm.txt', 'libwebp.txt', 'musl.txt'],
	'@jsquash/avif': ['libavif.txt', 'libaom.txt', 'musl.txt'],
};

/** In licenses/: licenses whose text names no author, so that it stands for every package that is under it. */
const standardTexts: Readonly<Record<string, string>> = { 'Apache-2.0': 'Apache-2.0.txt' };

const introduction = `Third-party notices

Digit Classifier contains parts of the packages below, under the licenses that
follow their names.

This software is based in part on the work of the Independent JPEG Group.
`;

/**
 * The packages of which something is in the outputs of a build, by name.
 * @throws Error where a package comes without a license's text and none was added by hand. Packages with compiled
 * code always need one: their own file tells of its wrapper alone.
 */
export function findBundledPackages({ outputs }: Pick<Metafile, 'outputs'>): BundledPackage[] {
	const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
	const files = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
	const filesOf = groupBy(files, (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? '');
	filesOf.delete('');
	return [...filesOf].map(([folder, ofPackage]) => readPackage(folder, ofPackage)).sort(byName);
}

function readPackage(folder: string, files: readonly string[]): BundledPackage {
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	const { name, version } = manifest;
	const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown';
	const own = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
	const byHand = textsByHand[name] ?? [];
	const isCompiled = files.some((file) => file.endsWith('.wasm'));
	const standard = own.length + byHand.length === 0 ? standardTexts[license] : undefined;
	const added = standard === undefined ? byHand : [standard];
	if (isCompiled ? byHand.length === 0 : own.length + added.length === 0) {
		throw new Error(
			`The license's text of a bundled package is missing (add it to licenses/ and to scripts/thirdPartyNotices.ts): ${name}, ${license}`,
		);
	}
	const paths = [...own.sort().map((file) => join(folder, file)), ...added.map((file) => join('licenses', file))];
	return { name, version, license, texts: paths.map(readText) };
}

/** The file that goes with the extension. Packages with the same texts stand together. */
export function createNotices(packages: readonly BundledPackage[]): string {
	const groups = groupBy(packages, ({ texts }) => texts.join(`\n${'-'.repeat(80)}\n\n`));
	const sections = [...groups].map(([text, members]) => {
		const names = members.map(({ name, version, license }) => `${name} ${version} (${license})`);
		return `${names.join('\n')}\n\n${text}`;
	});
	return [introduction, ...sections, readText('licenses/mnist.txt')].join(`\n${'='.repeat(80)}\n\n`);
}

function byName(a: BundledPackage, b: BundledPackage): number {
	return a.name < b.name ? -1 : 1;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		groups.set(key, [...(groups.get(key) ?? []), item]);
	}
	return groups;
}

function readText(path: string): string {
	return `${readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
}
