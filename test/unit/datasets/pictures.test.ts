import { describe, expect, test } from 'vitest';
import { isPictureName } from '../../../src/core/pictureNames.ts';
import { ProblemError, type Problem } from '../../../src/core/problem.ts';
import { addPicture, PictureFiles, type GrowingGroup, type PictureGroup } from '../../../src/datasets/pictureFiles.ts';
import { openPictures } from '../../../src/datasets/pictures.ts';
import { digitClasses } from '../../../src/datasets/trueLabel.ts';
import { walkFolder, type FolderEntry, type Folders } from '../../../src/datasets/walkFolder.ts';
import { contentOf, itemsOf, unaborted } from './files.ts';

const missing: Problem = { code: 'fileNotFound' };
const paths = ['digits/7/a.jpg', 'digits/img_3.png', 'digits/x.gif'];

function toFiles(paths: readonly string[]): PictureFiles {
	const groups: GrowingGroup[] = [];
	for (const path of paths) {
		const end = path.lastIndexOf('/');
		addPicture(groups, { folder: `/home/${path.slice(0, end)}`, path: path.slice(0, end), name: path.slice(end + 1) });
	}
	return new PictureFiles(groups);
}

function pathsOf(groups: readonly PictureGroup[]): string[] {
	return groups.flatMap(({ path, names }) => names.map((name) => `${path}/${name}`));
}

function open(name: string, files: readonly string[], labelRule: 'auto' | 'folder' = 'auto') {
	return openPictures({
		name,
		files: toFiles(files),
		idOf: (index) => `/home/${files[index]}`,
		read: async (index) => {
			if (files[index]?.endsWith('gif')) {
				throw new ProblemError(missing);
			}
			return new TextEncoder().encode(`/home/${files[index]}`);
		},
		classes: digitClasses,
		labelRule,
	});
}

describe('pictures', () => {
	test('are read as they are asked for, and have their labels from their paths', async () => {
		const dataset = open('digits', paths);
		expect(dataset).toMatchObject({
			name: 'digits',
			count: 3,
			labels: Int16Array.of(7, 3, -1),
			facts: {
				kind: 'pictures',
				labelRule: 'auto',
				areNumbers: false,
				labelsFrom: { labelsFile: 0, folder: 1, fileName: 1, none: 1 },
			},
		});
		expect([dataset.idOf(1), dataset.nameOf(0), dataset.nameOf(1)]).toEqual([
			'/home/digits/img_3.png',
			'7/a.jpg',
			'img_3.png',
		]);
		const items = await itemsOf(dataset);
		expect(items.map(({ index, name, label }) => [index, name, label])).toEqual([
			[0, '7/a.jpg', 7],
			[1, 'img_3.png', 3],
			[2, 'x.gif', undefined],
		]);
		expect(await Promise.all(items.map(contentOf))).toEqual([
			[...new TextEncoder().encode('/home/digits/7/a.jpg')],
			[...new TextEncoder().encode('/home/digits/img_3.png')],
			missing,
		]);
	});

	test('say where they are, if they are files of this machine', async () => {
		const dataset = openPictures({
			name: 'digits',
			files: toFiles(['digits/a', 'digits/b']),
			idOf: (index) => `file:/${index}`,
			read: async () => new Uint8Array(0),
			local: { pathOf: (index) => (index === 0 ? '/a' : undefined), limit: 10 },
			classes: digitClasses,
			labelRule: 'none',
		});
		const [first, second] = await itemsOf(dataset);
		expect([first, second]).toMatchObject([{ file: { path: '/a', limit: 10 } }, { file: undefined }]);
	});

	test('have others by another rule', () => {
		expect(open('digits', paths, 'folder').labels).toEqual(Int16Array.of(7, -1, -1));
	});

	test('that were selected keep their paths', () => {
		expect(open('selection', ['a/7.jpg', 'b/7.jpg']).nameOf(1)).toBe('b/7.jpg');
	});

	test('come some at a time, those that are wanted', async () => {
		const many = open(
			'digits',
			Array.from({ length: 1000 }, (_, index) => `digits/${index}.jpg`),
		);
		const chunks: number[] = [];
		for await (const items of many.items((index) => index % 2 === 0, unaborted)) {
			chunks.push(items.length);
		}
		expect(chunks).toEqual([32, 256, 212]);
	});

	test('there are none', () => {
		expect(() => open('empty', [])).toThrow('folderWithoutPictures');
	});
});

/** A folder: its names with what they are; a text is a link to a path. */
interface Tree {
	readonly [name: string]: Tree | 'file' | `/${string}`;
}

/** Folders in memory, with links, at `/root`. */
function inMemory(tree: Tree, { resolves = true, unreadable = '' } = {}): Folders & { readonly listed: string[] } {
	const listed: string[] = [];

	function follow(path: string): { readonly real: string; readonly node: Tree | 'file' } | undefined {
		let real = '';
		let node: Tree | 'file' = { root: tree };
		for (const name of path.split('/').slice(1)) {
			const next: Tree[string] | undefined = node === 'file' ? undefined : node[name];
			if (next === undefined) {
				return undefined;
			}
			const target =
				typeof next === 'string' && next !== 'file' ? follow(next) : { real: `${real}/${name}`, node: next };
			if (!target) {
				return undefined;
			}
			({ real, node } = target as { real: string; node: Tree | 'file' });
		}
		return { real, node };
	}

	return {
		listed,
		async list(id) {
			listed.push(id);
			const node = follow(id)?.node;
			if (node === undefined || node === 'file' || id === unreadable) {
				throw new ProblemError(missing);
			}
			return Object.entries(node).map(([name, entry]): FolderEntry => {
				const target = follow(`${id}/${name}`)?.node;
				const type = target === undefined ? 'other' : target === 'file' ? 'file' : 'folder';
				return { name, type, isLink: typeof entry === 'string' && entry !== 'file' };
			});
		},
		join: (id, name) => `${id}/${name}`,
		resolve: async (id) => (resolves ? follow(id)?.real : undefined),
	};
}

async function walk(folders: Folders, isExcluded?: (path: string) => boolean) {
	const root = { id: '/root', name: 'root' };
	const options = { isWanted: isPictureName, signal: unaborted, ...(isExcluded && { isExcluded }) };
	return walkFolder(folders, root, options);
}

describe('a folder', () => {
	const plain: Tree = { b: { 'two.PNG': 'file', c: { 'three.webp': 'file' } }, 'a.jpg': 'file', 'notes.txt': 'file' };

	test.each<[string, Tree, readonly string[]]>([
		['all pictures in it, by name', plain, ['root/a.jpg', 'root/b/c/three.webp', 'root/b/two.PNG']],
		['nothing', {}, []],
		['nothing hidden', { '._7.jpg': 'file', '.git': { 'a.jpg': 'file' }, 'b.jpg': 'file' }, ['root/b.jpg']],
		['a folder that is named as a picture', { 'a.jpg': { 'b.jpg': 'file' } }, ['root/a.jpg/b.jpg']],
		['linked pictures', { 'a.jpg': 'file', 'b.jpg': '/root/a.jpg' }, ['root/a.jpg', 'root/b.jpg']],
		['links that lead nowhere', { 'a.jpg': '/gone', b: '/root/gone' }, []],
		['a linked folder', { seven: { 'a.jpg': 'file' }, '7': '/root/seven' }, ['root/7/a.jpg']],
		['a link to itself', { a: { loop: '/root', 'a.jpg': 'file' } }, ['root/a/a.jpg']],
		['a link to the folder above', { a: { b: { up: '/root/a', 'a.jpg': 'file' } } }, ['root/a/b/a.jpg']],
		[
			'two that link to each other',
			{ a: { b: '/root/b', 'a.jpg': 'file' }, b: { a: '/root/a', 'b.jpg': 'file' } },
			['root/a/a.jpg', 'root/a/b/b.jpg'],
		],
	])('%s', async (_, tree, expected) => {
		const { groups, unlisted } = await walk(inMemory(tree));
		expect(pathsOf(groups)).toEqual(expected);
		expect(groups.map(({ folder }) => folder)).toEqual(groups.map(({ path }) => `/${path}`));
		expect(unlisted).toEqual([]);
	});

	test('that doubles in each of 40 folders is walked once', async () => {
		const chain: Record<string, Tree> = {};
		for (let at = 0; at < 40; at++) {
			chain[`f${at}`] = { left: `/root/f${at + 1}`, right: `/root/f${at + 1}`, [`${at}.jpg`]: 'file' };
		}
		const folders = inMemory(chain);
		const { groups } = await walk(folders);
		expect(pathsOf(groups)).toHaveLength(40);
		expect(folders.listed).toHaveLength(41);
	});

	test('whose links cannot be resolved is walked without them', async () => {
		const { groups } = await walk(inMemory({ a: { loop: '/root', 'a.jpg': 'file' } }, { resolves: false }));
		expect(pathsOf(groups)).toEqual(['root/a/a.jpg']);
	});

	test('leaves out what is excluded, unlisted', async () => {
		const folders = inMemory({ ...plain, d: { 'b.jpg': 'file' } });
		const { groups } = await walk(folders, (path) => path === 'b' || path === 'd/b.jpg');
		expect(pathsOf(groups)).toEqual(['root/a.jpg']);
		expect(folders.listed).toEqual(['/root', '/root/d']);
	});

	test('tells of the folders that cannot be listed, and goes on', async () => {
		const { groups, unlisted } = await walk(inMemory(plain, { unreadable: '/root/b/c' }));
		expect(pathsOf(groups)).toEqual(['root/a.jpg', 'root/b/two.PNG']);
		expect(unlisted).toEqual([{ path: 'b/c', problem: missing }]);
	});

	test('that cannot be listed itself is a problem', async () => {
		await expect(walk(inMemory(plain, { unreadable: '/root' }))).rejects.toMatchObject({ problem: missing });
	});
});
