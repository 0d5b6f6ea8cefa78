import { expect, test } from 'vitest';
import { withoutNested } from '../../../../src/vscode/evaluation/withoutNested.ts';

test.each<[string, readonly string[], readonly string[]]>([
	['nothing', [], []],
	['a folder', ['file:///a'], ['file:///a']],
	['a folder and what is in it', ['file:///a', 'file:///a/7.jpg', 'file:///a/b/7.jpg'], ['file:///a']],
	['what is in a folder, and the folder', ['file:///a/b', 'file:///a'], ['file:///a']],
	['folders of which one begins as the other', ['file:///a', 'file:///ab/7.jpg'], ['file:///a', 'file:///ab/7.jpg']],
	['one twice', ['file:///7.jpg', 'file:///7.jpg'], ['file:///7.jpg']],
	['the same path elsewhere', ['file:///a', 'vscode-vfs://github/a/7'], ['file:///a', 'vscode-vfs://github/a/7']],
])('%s', (_, selected, wanted) => {
	expect(withoutNested(selected)).toEqual(wanted);
});
