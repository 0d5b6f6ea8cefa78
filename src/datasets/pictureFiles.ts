/** Pictures of one folder that follow each other in a dataset. */
export interface PictureGroup {
	/** The folder's URI or path. */
	readonly folder: string;
	/** The folder from the one that was chosen on, that one's own name first, with `/` between. */
	readonly path: string;
	/** The files' own. */
	readonly names: readonly string[];
}

/** One that is being filled. */
export type GrowingGroup = PictureGroup & { readonly names: string[] };

/** A picture in a folder, or one that was selected. */
export type PictureFile = Omit<PictureGroup, 'names'> & { readonly name: string };

/** Pictures by their index. Each is no more than its name: the URIs and paths of 100,000 would take 30 MB. */
export class PictureFiles {
	readonly count: number;
	/** The index of each group's first picture. */
	private readonly starts: readonly number[];
	/** By folder, the index of each name: made for those that are looked for. */
	private readonly indexes = new Map<string, ReadonlyMap<string, number>>();

	constructor(readonly groups: readonly PictureGroup[]) {
		let count = 0;
		this.starts = groups.map(({ names }) => (count += names.length) - names.length);
		this.count = count;
	}

	/** @throws RangeError */
	at(index: number): PictureFile {
		const at = this.groupAt(index);
		const group = this.groups[at];
		const name = group?.names[index - (this.starts[at] as number)];
		if (group === undefined || name === undefined) {
			throw new RangeError(`There are ${this.count} pictures, none of index ${index}`);
		}
		return { folder: group.folder, path: group.path, name };
	}

	/** From the folder that was chosen on, that folder's own name first, with `/` between. Throws as {@link at}. */
	pathOf(index: number): string {
		const { path, name } = this.at(index);
		return `${path}/${name}`;
	}

	indexIn(folder: string, name: string): number | undefined {
		const known = this.indexes.get(folder) ?? new Map(this.entriesIn(folder));
		this.indexes.set(folder, known);
		return known.get(name);
	}

	/** The same with another picture at the index. */
	with(index: number, { folder, path, name }: PictureFile): PictureFiles {
		const at = this.groupAt(index);
		const group = this.groups[at] as PictureGroup;
		const offset = index - (this.starts[at] as number);
		const parts = [
			{ ...group, names: group.names.slice(0, offset) },
			{ folder, path, names: [name] },
			{ ...group, names: group.names.slice(offset + 1) },
		];
		return new PictureFiles(this.groups.toSpliced(at, 1, ...parts.filter(({ names }) => names.length > 0)));
	}

	private *entriesIn(folder: string): Generator<[name: string, index: number], void, undefined> {
		for (const [at, group] of this.groups.entries()) {
			if (group.folder === folder) {
				yield* group.names.map((name, offset): [string, number] => [name, (this.starts[at] as number) + offset]);
			}
		}
	}

	/** The last group that starts at the index or before. */
	private groupAt(index: number): number {
		let [low, high] = [0, this.starts.length];
		while (high - low > 1) {
			const middle = (low + high) >>> 1;
			if ((this.starts[middle] as number) <= index) {
				low = middle;
			} else {
				high = middle;
			}
		}
		return low;
	}
}

/** Adds a picture to the last group, if that is of its folder, else as a group of its own. */
export function addPicture(groups: GrowingGroup[], { folder, path, name }: PictureFile): void {
	const last = groups.at(-1);
	if (last?.folder === folder && last.path === path) {
		last.names.push(name);
	} else {
		groups.push({ folder, path, names: [name] });
	}
}
