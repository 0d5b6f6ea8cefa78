import { expect, test } from 'vitest';
import { BoundedFiles, sizeOf } from '../../../src/vscode/boundedFiles.ts';

type Step = readonly [path: string, bytes: number];

/** Of files of so many bytes set one after the other, within 10 bytes, those that are left. */
test.each<[string, Step[], string[]]>([
	[
		'all that fit',
		[
			['a', 4],
			['b', 6],
		],
		['a', 'b'],
	],
	[
		'the newest where not all do',
		[
			['a', 4],
			['b', 6],
			['c', 1],
		],
		['b', 'c'],
	],
	[
		'of several that go the fewest',
		[
			['a', 2],
			['b', 2],
			['c', 2],
			['d', 8],
		],
		['c', 'd'],
	],
	[
		'the newest, however large',
		[
			['a', 4],
			['b', 11],
		],
		['b'],
	],
	[
		'one that was replaced as the newest',
		[
			['a', 4],
			['b', 4],
			['a', 4],
			['c', 4],
		],
		['a', 'c'],
	],
	[
		'by what is there now: one that shrank gives room',
		[
			['a', 9],
			['a', 1],
			['b', 9],
		],
		['a', 'b'],
	],
])('%s', (_, steps, expected) => {
	const files = new BoundedFiles(10);
	for (const [path, bytes] of steps) {
		files.set(path, { bytes: new Uint8Array(bytes) });
	}
	expect(['a', 'b', 'c', 'd'].filter((path) => files.get(path))).toEqual(expected);
});

test('a size alone takes no room', () => {
	const files = new BoundedFiles(10);
	files.set('a', { bytes: new Uint8Array(10) });
	files.set('b', { size: 1e9 });
	expect([files.get('a'), files.get('b')].map((content) => content && sizeOf(content))).toEqual([10, 1e9]);
});
