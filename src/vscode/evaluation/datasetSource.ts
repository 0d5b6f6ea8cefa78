import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import { l10n, Uri, workspace } from 'vscode';
import { mayBeTiny } from '../../codecs/isTiny.ts';
import type { Dataset, LabelRule } from '../../core/dataset.ts';
import type { FileStamp } from '../../core/files.ts';
import { isPictureName } from '../../core/pictureNames.ts';
import { labelsFileName, readLabelsFile, type WrittenLabels } from '../../datasets/labelsFile.ts';
import { addPicture, PictureFiles, type GrowingGroup, type PictureGroup } from '../../datasets/pictureFiles.ts';
import { openPictures } from '../../datasets/pictures.ts';
import { walkFolder } from '../../datasets/walkFolder.ts';
import { openDataFile, type OnBytes } from '../dataFile.ts';
import { isFolder, readFile } from '../files.ts';
import { fileName, toPicture } from '../picture.ts';
import { readSettings } from '../settings.ts';
import { globToRegExp } from './globs.ts';
import { rootNames } from './rootNames.ts';
import { workspaceFolders } from './workspaceFolders.ts';

/** What a dataset is opened from, as plain data: pictures, by their folders' URIs, or a file that holds digits. */
export type DatasetSource =
	| {
			readonly kind: 'pictures';
			readonly name: string;
			/** The same for what was chosen in the same place, whatever has come or gone there since. */
			readonly origin: string;
			readonly groups: readonly PictureGroup[];
			/** What files of labels say. */
			readonly written?: WrittenLabels;
	  }
	| { readonly kind: 'file'; readonly uri: string };

/** The same for runs whose items are of the same dataset. */
export function originOfSource(source: DatasetSource): string {
	return source.kind === 'file' ? source.uri : source.origin;
}

export interface FoundSource {
	readonly source: DatasetSource;
	/** Folders that could not be read. */
	readonly unlisted: readonly string[];
}

/**
 * What was chosen, folders with all that is below them. Rejects with a `ProblemError` of a `DatasetProblem` or a
 * `FileProblem`, or the signal's reason.
 * @param onFound is told how many pictures have been found
 */
export async function findSource(
	uris: readonly Uri[],
	signal: AbortSignal,
	onFound: (count: number) => void,
): Promise<FoundSource> {
	const [first, ...others] = uris;
	const groups: GrowingGroup[] = [];
	let found = 0;
	const unlisted: string[] = [];
	const written: WrittenLabels[number][] = [];
	const chosenFiles = await Promise.all(
		uris.map(async (uri) => {
			const isDirectory = await isFolder(uri);
			return { uri, isDirectory, folder: isDirectory ? uri : Uri.joinPath(uri, '..') };
		}),
	);
	const names = rootNames(chosenFiles.map(({ folder }) => folder.path));
	for (const { uri, isDirectory, folder } of chosenFiles) {
		const path = names.get(folder.path) ?? fileName(folder);
		if (isDirectory) {
			const isExcluded = excluded(uri);
			const walk = await walkFolder(
				workspaceFolders,
				{ id: uri.toString(), name: path },
				{ isWanted: isPictureName, isExcluded, onFound: (count) => onFound(found + count), signal },
			);
			groups.push(...walk.groups);
			found = new PictureFiles(groups).count;
			written.push(...(await findWritten(uri, path)));
			unlisted.push(...walk.unlisted.map(({ path }) => path));
		} else if (isPictureName(fileName(uri))) {
			addPicture(groups, { folder: folder.toString(), path, name: fileName(uri) });
			found += 1;
		} else if (others.length === 0) {
			return { source: { kind: 'file', uri: uri.toString() }, unlisted };
		}
	}
	const name = first && others.length === 0 ? fileName(first) : l10n.t('{0} pictures', found);
	const chosen = uris.map((uri) => uri.toString()).sort();
	const origin = createHash('sha256').update(chosen.join('\n')).digest('hex');
	const labels = written.length > 0 ? { written } : {};
	return { source: { kind: 'pictures', name, origin, groups, ...labels }, unlisted };
}

/** What the file of labels in a folder says, where there is one. */
async function findWritten(folder: Uri, name: string): Promise<WrittenLabels> {
	const bytes = await readFile(Uri.joinPath(folder, labelsFileName)).catch(() => undefined);
	return bytes ? readLabelsFile(new TextDecoder().decode(bytes), name) : [];
}

export interface OpenOptions {
	/** Names by label. */
	readonly classes: readonly string[];
	readonly labelRule: LabelRule;
	/** Is told of a picture's file as it is read. */
	readonly onStamp?: OnStamp;
	/** Is told how far a file of many digits has been read. */
	readonly onBytes?: OnBytes;
	readonly signal: AbortSignal;
}

export type OnStamp = (index: number, stamp: FileStamp) => void;

/** Rejects with a `ProblemError` of a `DatasetProblem` or a `FileProblem`, or the signal's reason. */
export async function openSource(
	source: DatasetSource,
	{ classes, labelRule, onStamp, onBytes, signal }: OpenOptions,
): Promise<Dataset> {
	if (source.kind === 'pictures') {
		return openPictureSource(source, { classes, labelRule, onStamp });
	}
	return openDataFile(Uri.parse(source.uri, true), signal, onBytes);
}

/** @throws ProblemError `folderWithoutPictures` */
export function openPictureSource(
	{ name, groups, written }: DatasetSource & { readonly kind: 'pictures' },
	{ classes, labelRule, onStamp }: Pick<OpenOptions, 'classes' | 'labelRule'> & { onStamp?: OnStamp | undefined },
): ReturnType<typeof openPictures> {
	const { maximumFileSize } = readSettings();
	const files = new PictureFiles(groups);
	const read = async (index: number) =>
		toPicture(uriOfPicture(files, index), maximumFileSize, (stamp) => onStamp?.(index, stamp)).read();
	const folderPaths = new Map(
		groups.map(({ folder }) => {
			const { scheme, fsPath } = Uri.parse(folder, true);
			return [folder, scheme === 'file' ? fsPath : undefined];
		}),
	);
	const pathOf = (index: number): string | undefined => {
		const { folder, name: own } = files.at(index);
		const path = folderPaths.get(folder);
		return path === undefined ? undefined : `${path}${sep}${own}`;
	};
	const idOf = (index: number): string => uriOfPicture(files, index).toString();
	// Threads read what is tiny without asking how large it may be.
	const local = mayBeTiny(maximumFileSize) ? undefined : { pathOf, limit: maximumFileSize };
	return openPictures({ name, files, idOf, read, local, onRead: onStamp, classes, labelRule, written });
}

export function uriOfPicture(files: PictureFiles, index: number): Uri {
	const { folder, name } = files.at(index);
	return Uri.joinPath(Uri.parse(folder, true), name);
}

/** Whether `files.exclude` hides what is at a path below the folder. */
function excluded(folder: Uri): (path: string) => boolean {
	const setting = workspace.getConfiguration('files', folder).get<Record<string, unknown>>('exclude') ?? {};
	const globs = Object.entries(setting).flatMap(([glob, on]) => (on === true ? [globToRegExp(glob)] : []));
	const root = workspace.getWorkspaceFolder(folder)?.uri;
	const below = root ? folder.path.slice(root.path.length).replace(/^\//, '') : '';
	return (path) => globs.some((glob) => glob.test(below === '' ? path : `${below}/${path}`));
}
