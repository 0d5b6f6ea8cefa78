import { expect, test } from 'vitest';
import type { Uri, Webview } from 'vscode';
import { toPageUrl } from '../../../../src/vscode/panel/toPageUrl.ts';

const uri = (scheme: string, path: string, authority = '') => ({ scheme, authority, path }) as Uri;

const webview: Pick<Webview, 'options' | 'asWebviewUri'> = {
	options: { localResourceRoots: [uri('file', '/extension/webview'), uri('file', '/a'), uri('file', '/drive/')] },
	asWebviewUri: ({ path }) => uri('https', `/page${path}`),
};

test.each<[string, Uri, boolean]>([
	['in a folder', uri('file', '/a/7.jpg'), true],
	['deeper in it', uri('file', '/a/b/7.jpg'), true],
	['in a folder with a slash at its end', uri('file', '/drive/7.jpg'), true],
	['the folder itself', uri('file', '/a'), false],
	['in a folder whose name begins the same', uri('file', '/ab/7.jpg'), false],
	['beside it', uri('file', '/7.jpg'), false],
	['out of it again', uri('file', '/a/../7.jpg'), false],
	['on another machine', uri('file', '/a/7.jpg', 'server'), false],
	['in another file system', uri('memory', '/a/7.jpg'), false],
])('a file %s', (_, file, isReachable) => {
	expect(toPageUrl(webview, file) !== undefined).toBe(isReachable);
});

test('a page without folders fetches nothing', () => {
	expect(toPageUrl({ ...webview, options: {} }, uri('file', '/a/7.jpg'))).toBeUndefined();
});
