import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/** The folder of the page's own files: all that the panel may load. */
export function webviewRoot(extensionUri: Uri): Uri {
	return Uri.joinPath(extensionUri, 'dist', 'webview');
}

export interface PageParts {
	/** The page's script and style sheet, without `.js` and `.css`. */
	readonly page: string;
	readonly title: string;
	/** As BCP 47 has it. */
	readonly language: string;
	readonly fetchesFiles: boolean;
}

/**
 * The page, without any data: it asks for that when it has loaded. Nothing may run but our script, nothing be
 * loaded but our style sheet; pictures come as bytes (`blob:`) in messages, or are fetched from VS Code, which hands out
 * files of the panel's `localResourceRoots` alone.
 */
export function panelHtml(
	webview: Webview,
	extensionUri: Uri,
	{ page, title, language, fetchesFiles }: PageParts,
): string {
	const nonce = randomBytes(16).toString('base64');
	const file = (name: string) => webview.asWebviewUri(Uri.joinPath(webviewRoot(extensionUri), name)).toString();
	const connect = fetchesFiles ? ` connect-src ${webview.cspSource};` : '';
	return `<!DOCTYPE html>
<html lang="${language}">
<head>
	<meta charset="UTF-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src blob:;${connect} style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
	<title>${title.replace(/[&<]/g, (character) => `&#${character.charCodeAt(0)};`)}</title>
	<link rel="stylesheet" href="${file(`${page}.css`)}">
	<script type="module" nonce="${nonce}" src="${file(`${page}.js`)}"></script>
</head>
<body></body>
</html>`;
}
