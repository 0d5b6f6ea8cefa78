import type { FileKind } from '../core/files.ts';
import { toProblem, type Problem } from '../core/problem.ts';
import { addPicture, type GrowingGroup } from './pictureFiles.ts';

/** What a folder holds. */
export interface FolderEntry {
	readonly name: string;
	/** What it is, or, of a link, what it leads to. */
	readonly type: FileKind;
	readonly isLink: boolean;
}

/** Folders, wherever they are. */
export interface Folders {
	/** Rejects with a `ProblemError` of a `FileProblem`. */
	list(id: string): Promise<readonly FolderEntry[]>;
	/** The id of what is in a folder. */
	join(id: string, name: string): string;
	/**
	 * The folder that `id` really is, links followed, as a path with `/` between; undefined where that cannot be told:
	 * then no link to a folder is followed. Never rejects.
	 */
	resolve(id: string): Promise<string | undefined>;
}

export interface WalkOptions {
	/** Which files are wanted. */
	readonly isWanted: (name: string) => boolean;
	/** What is left out, folders with all that is in them; by the path below the folder, with `/` between. */
	readonly isExcluded?: (path: string) => boolean;
	/** Is told how many files have been found, folder by folder. */
	readonly onFound?: (count: number) => void;
	readonly signal: AbortSignal;
}

export interface Walk {
	/** By path. */
	readonly groups: readonly GrowingGroup[];
	/** Folders that could not be listed. */
	readonly unlisted: readonly { readonly path: string; readonly problem: Problem }[];
}

/**
 * All wanted files of a folder and of those in it. Each folder is visited once, wherever links lead, so that no loop
 * of links is endless. Hidden ones (`.git`, macOS's `._7.jpg`) are left out. Rejects where the folder itself cannot be
 * listed, and with the signal's reason.
 * @param name the folder's own
 */
export async function walkFolder(
	folders: Folders,
	root: { readonly id: string; readonly name: string },
	{ isWanted, isExcluded = () => false, onFound = () => undefined, signal }: WalkOptions,
): Promise<Walk> {
	const groups: GrowingGroup[] = [];
	let found = 0;
	const unlisted: { path: string; problem: Problem }[] = [];
	const visited = new Set<string>();

	async function walk(id: string, below: string, real: string | undefined): Promise<void> {
		signal.throwIfAborted();
		if (real !== undefined) {
			if (visited.has(real)) {
				return;
			}
			visited.add(real);
		}
		const entries = await list(id, below);
		const folder = below === '' ? root.name : `${root.name}/${below}`;
		for (const { name, type, isLink } of entries) {
			const path = below === '' ? name : `${below}/${name}`;
			if (name.startsWith('.') || isExcluded(path)) {
				continue;
			}
			if (type === 'file' && isWanted(name)) {
				addPicture(groups, { folder: id, path: folder, name });
				found += 1;
			} else if (type === 'folder') {
				const entry = folders.join(id, name);
				const own = real === undefined ? undefined : isLink ? await folders.resolve(entry) : `${real}/${name}`;
				if (!isLink || own !== undefined) {
					await walk(entry, path, own);
				}
			}
		}
		onFound(found);
	}

	async function list(id: string, below: string): Promise<readonly FolderEntry[]> {
		try {
			return (await folders.list(id)).toSorted((one, other) => (one.name < other.name ? -1 : 1));
		} catch (error) {
			if (below === '') {
				throw error;
			}
			unlisted.push({ path: below, problem: toProblem(error) });
			return [];
		}
	}

	await walk(root.id, '', await folders.resolve(root.id));
	signal.throwIfAborted();
	return { groups, unlisted };
}
