import { expect, test } from 'vitest';
import { rootNames } from '../../../../src/vscode/evaluation/rootNames.ts';

test.each<[string, string[], string[]]>([
	['one by its own name', ['/home/me/digits'], ['digits']],
	['several by theirs', ['/data/3', '/data/7'], ['3', '7']],
	['two of one name by the folders they lie in', ['/data/train/7', '/data/test/7'], ['train/7', 'test/7']],
	['by more where these are called alike, too', ['/a/x/7', '/b/x/7', '/b/y/7'], ['a/x/7', 'b/x/7', 'y/7']],
	['one that lies at the root', ['/7', '/data/7'], ['/7', 'data/7']],
	['the same twice', ['/data/7', '/data/7'], ['7']],
	['ends of names apart', ['/data/17', '/data/7'], ['17', '7']],
])('folders are called: %s', (_, paths, names) => {
	expect([...rootNames(paths).values()]).toEqual(names);
});
