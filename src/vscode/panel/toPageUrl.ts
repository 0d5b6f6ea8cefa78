import type { Uri, Webview } from 'vscode';
import { isWinding } from '../pictureNames.ts';

/**
 * Where a page can fetch a file from VS Code, which reads it for the window and not in the extension host; undefined for
 * one that lies in none of the page's folders, by what their URIs say.
 */
export function toPageUrl(webview: Pick<Webview, 'options' | 'asWebviewUri'>, uri: Uri): string | undefined {
	const { localResourceRoots = [] } = webview.options;
	return localResourceRoots.some((root) => isWithin(root, uri)) ? webview.asWebviewUri(uri).toString() : undefined;
}

function isWithin(folder: Uri, { scheme, authority, path }: Uri): boolean {
	return (
		scheme === folder.scheme &&
		authority === folder.authority &&
		path.startsWith(folder.path.replace(/\/?$/, '/')) &&
		!isWinding(path)
	);
}
