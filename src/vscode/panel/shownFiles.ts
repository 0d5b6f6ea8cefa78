import { l10n, Uri, window } from 'vscode';
import { isPictureName } from '../../core/pictureNames.ts';
import { isWinding, toFileName } from '../pictureNames.ts';
import { isOfOpenFolders } from './chosenFiles.ts';

/** The pictures that URIs name, where the window shows them; the user is told of the others. */
export function takeShownFiles(texts: readonly string[]): Uri[] {
	const found = texts.map((text) => ({ text, uri: shownFile(text) }));
	const refused = found.filter(({ uri }) => !uri).map(({ text }) => toFileName(text.slice(text.lastIndexOf('/') + 1)));
	if (refused.length > 0) {
		void window.showInformationMessage(
			l10n.t(
				'Not classified: {0}. From VS Code, pictures of the open folders and editors can be dropped here.',
				refused.length > 3 ? `${refused.slice(0, 3).join(', ')}, …` : refused.join(', '),
			),
		);
	}
	return found.flatMap(({ uri }) => uri ?? []);
}

/** The picture that a URI names, where the window shows it: in one of its folders, or in an editor. */
function shownFile(text: string): Uri | undefined {
	const uri = parseUri(text);
	// The page sees what is on a remote machine from outside, an extension that runs there from inside.
	const candidates = uri && [uri, ...(uri.scheme === 'vscode-remote' ? [Uri.file(uri.path)] : [])];
	return candidates?.find((candidate) => isOfOpenFolders(candidate) || isPictureInEditor(candidate));
}

function parseUri(text: string): Uri | undefined {
	try {
		return Uri.parse(text, true);
	} catch {
		return undefined;
	}
}

function isPictureInEditor(uri: Uri): boolean {
	const isOpen = window.tabGroups.all
		.flatMap(({ tabs }) => tabs)
		.some(({ input }) => input instanceof Object && 'uri' in input && String(input.uri) === uri.toString());
	return isOpen && isPictureName(uri.path) && !isWinding(uri.path);
}
