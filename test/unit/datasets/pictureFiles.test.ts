import { describe, expect, test } from 'vitest';
import { PictureFiles } from '../../../src/datasets/pictureFiles.ts';

const groups = [
	{ folder: '/d', path: 'd', names: ['a.png', 'b.png'] },
	{ folder: '/d/7', path: 'd/7', names: ['c.png'] },
	{ folder: '/d', path: 'd', names: ['x.png', 'y.png'] },
];
const files = new PictureFiles(groups);

function pathsOf(some: PictureFiles): string[] {
	return Array.from({ length: some.count }, (_, index) => some.pathOf(index));
}

describe('pictures by their folders', () => {
	test('have their places in the order of the groups', () => {
		expect(pathsOf(files)).toEqual(['d/a.png', 'd/b.png', 'd/7/c.png', 'd/x.png', 'd/y.png']);
		expect(files.at(2)).toEqual({ folder: '/d/7', path: 'd/7', name: 'c.png' });
	});

	test.each([-1, 5])('there is none at %s', (index) => {
		expect(() => files.at(index)).toThrow(RangeError);
	});

	test('are found by folder and name', () => {
		expect([files.indexIn('/d', 'y.png'), files.indexIn('/d/7', 'c.png')]).toEqual([4, 2]);
		expect([files.indexIn('/d/7', 'y.png'), files.indexIn('/e', 'a.png')]).toEqual([undefined, undefined]);
	});

	test.each([
		[0, ['d/3/n.png', 'd/b.png', 'd/7/c.png', 'd/x.png', 'd/y.png']],
		[2, ['d/a.png', 'd/b.png', 'd/3/n.png', 'd/x.png', 'd/y.png']],
		[4, ['d/a.png', 'd/b.png', 'd/7/c.png', 'd/x.png', 'd/3/n.png']],
	])('that are moved keep their places: %s', (index, expected) => {
		const moved = files.with(index, { folder: '/d/3', path: 'd/3', name: 'n.png' });
		expect(pathsOf(moved)).toEqual(expected);
		expect(moved.indexIn('/d/3', 'n.png')).toBe(index);
		expect(pathsOf(moved.with(index, files.at(index)))).toEqual(pathsOf(files));
	});
});
