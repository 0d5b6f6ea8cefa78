import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folders = 'bench|docs|infra|media|model|samples|scripts|src|test|tools';
/** A path from the project's root, or one of src/ in backticks, as far as it has nothing to fill in. */
const paths = [
	new RegExp(`(?<![\\w./-])(?:${folders})/[\\w./-]*[\\w/]`, 'g'),
	/(?<=`)(?:\w+\/)+\w+\.(?:ts|py|md)(?=`)/g,
];

/** The files that people read, and the sources but for unit tests, which may name what is not there. */
const texts = ['.', ...folders.split('|'), '.vscode', '.github', 'tsconfig']
	.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: folder !== '.', encoding: 'utf8' }).map((name) => join(folder, name)),
	)
	.map((path) => path.replaceAll('\\', '/'))
	.filter((path) => /\.(md|ts|mjs|js|cjs|py|ya?ml|json)$/.test(path))
	.filter((path) => !/^(test\/(fixtures|unit)\/|package-lock\.json)/.test(path));

test('every path that is named is there', () => {
	expect(texts.length).toBeGreaterThan(200);
	const missing = texts.flatMap((path) => {
		const text = readFileSync(join(root, path), 'utf8');
		return paths
			.flatMap((pattern) => text.match(pattern) ?? [])
			.filter((named) => !['.', 'src', dirname(path)].some((base) => existsSync(join(root, base, named))))
			.map((named) => `${path}: ${named}`);
	});
	expect(missing).toEqual([]);
});
