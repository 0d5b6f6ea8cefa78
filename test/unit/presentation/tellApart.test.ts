import { expect, test } from 'vitest';
import { tellApart } from '../../../src/presentation/tellApart.ts';

test.each<[string, readonly string[], readonly string[]]>([
	['names of their own', ['a/1.jpg', 'b/2.jpg'], ['', '']],
	['the folder', ['a/1.jpg', 'b/1.jpg', 'b/2.jpg'], ['a', 'b', '']],
	['the folder above', ['a/x/1.jpg', 'b/x/1.jpg'], ['a/x', 'b/x']],
	['as far as each needs it', ['a/x/1.jpg', 'b/x/1.jpg', 'b/y/1.jpg'], ['a/x', 'b/x', 'y']],
	['no folder, and one', ['1.jpg', 'a/1.jpg'], ['', 'a']],
	['a folder in another of its name', ['x/1.jpg', 'a/x/1.jpg'], ['x', 'a/x']],
])('%s', (_, paths, places) => {
	const files = paths.map((path) => {
		const end = path.lastIndexOf('/');
		return { name: path.slice(end + 1), folder: path.slice(0, Math.max(0, end)) };
	});
	expect(tellApart(files)).toEqual(places);
});
