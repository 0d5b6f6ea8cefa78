import { expect, test } from 'vitest';
import { globToRegExp } from '../../../../src/vscode/evaluation/globs.ts';

test.each<[string, string, boolean]>([
	['**/.git', '.git', true],
	['**/.git', 'a/.git/b', true],
	['**/.git', 'a.git', false],
	['**/node_modules', 'a/b/node_modules/7.jpg', true],
	['node_modules', 'a/node_modules', false],
	['**/*.tmp.png', 'a/7.tmp.png', true],
	['**/*.tmp.png', '7xtmp.png', false],
	['old/**', 'old/7.jpg', true],
	['old/**', 'older/7.jpg', false],
	['old', 'old/a/7.jpg', true],
	['*.jpg', 'a/7.jpg', false],
	['**/{raw,old}', 'a/old/7.jpg', true],
	['**/{raw,old}', 'a/cold/7.jpg', false],
	['{**/raw,old/**}', 'a/raw', true],
	['**/[0-3]', 'x/2/7.jpg', true],
	['**/[!0-3]', '2/7', true],
	['[!0-3]', '2', false],
	['**/?', 'xx/22', false],
	['a+b(1)', 'a+b(1)/7.jpg', true],
	['[9-0]', '9', false],
])('%s hides %s: %s', (glob, path, hides) => {
	expect(globToRegExp(glob).test(path)).toBe(hides);
});
