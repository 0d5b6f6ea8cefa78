import type { Uri } from 'vscode';
import type { Classified } from '../../app/outcome.ts';
import type { Comparison, FileState, PictureState, ShownPicture } from '../../presentation/pictureState.ts';
import { tellApart } from '../../presentation/tellApart.ts';
import type { CardTitle } from '../../presentation/view.ts';
import type { FileStamp } from '../../core/files.ts';

/** A picture that was asked for, and what has become of it. */
export interface Entry {
	readonly uri: Uri;
	/** Without folders. */
	readonly name: string;
	/** Within the workspace, where it is in one. */
	readonly path: string;
	/** See `CardTitle.place`. */
	readonly place: string;
	readonly state: PictureState;
	readonly file: FileState;
	/** Of the file when it was last read. */
	readonly stamp: FileStamp | undefined;
	/** How often that was another one than before. */
	readonly revision: number;
	/** See `CardTitle.memory`. */
	readonly memory?: CardTitle['memory'] & string;
	/** Whether its *Details* stand open, where the user has opened or closed them. */
	readonly detailsOpen: boolean | undefined;
}

export type NewEntry = Pick<Entry, 'uri' | 'name' | 'path' | 'state' | 'memory'> &
	Partial<Pick<Entry, 'stamp' | 'detailsOpen'>> & {
		/** The file's, for people: that of the workspace has its name, too. */
		readonly folder: string;
	};

export function toEntries(pictures: readonly NewEntry[]): Entry[] {
	const places = pictures.length === 1 ? pictures.map(({ folder }) => folder) : tellApart(pictures);
	return pictures.map(({ uri, name, path, state, memory, stamp, detailsOpen }, index) => ({
		uri,
		name,
		path,
		place: places[index] ?? '',
		state,
		file: 'same',
		stamp,
		revision: 0,
		...(memory && { memory }),
		detailsOpen,
	}));
}

/** `detailsOpen`: of those that the user has neither opened nor closed. */
export function toShown(
	{ name, path, place, state, file, revision, memory, ...entry }: Entry,
	detailsOpen: boolean,
): ShownPicture {
	return {
		title: { name, path, place, revision, detailsOpen: entry.detailsOpen ?? detailsOpen, ...(memory && { memory }) },
		state,
		file,
	};
}

/** The entry when its file is read anew. */
export function withStamp(entry: Entry, stamp: FileStamp): Entry {
	const isOther = entry.stamp !== undefined && !isSameStamp(entry.stamp, stamp);
	return { ...entry, stamp, file: 'same', revision: entry.revision + (isOther ? 1 : 0) };
}

/** The entry with what has become of its picture. A file that was not there has no stamp, and is none that has gone. */
export function withState(entry: Entry, state: PictureState): Entry {
	const isMissing = state.state === 'failed' && state.outcome.problem.code === 'fileNotFound';
	return { ...entry, state, ...(isMissing && { stamp: undefined, file: 'same' }) };
}

/** The entry with what another endpoint says of it, or nothing of that, unless it has been classified anew since. */
export function withComparison(entry: Entry, outcome: Classified, comparison: Comparison | undefined): Entry {
	return entry.state.state === 'classified' && entry.state.outcome === outcome
		? { ...entry, state: { state: 'classified', outcome, ...(comparison && { comparison }) } }
		: entry;
}

/** The entry with what has become of its file, by its stamp now: none where there is no file. */
export function withFile(entry: Entry, now: FileStamp | 'none'): Entry {
	const file = fileStateOf(entry, now);
	return file === entry.file ? entry : { ...entry, file };
}

function fileStateOf({ stamp, state: { state } }: Entry, now: FileStamp | 'none'): FileState {
	if (now === 'none') {
		return stamp === undefined ? 'same' : 'gone';
	}
	const isUnread = stamp === undefined && (state === 'waiting' || state === 'cancelled');
	return isUnread || isSameStamp(stamp, now) ? 'same' : 'changed';
}

function isSameStamp(one: FileStamp | undefined, other: FileStamp): boolean {
	return one?.mtime === other.mtime && one.size === other.size;
}
