import type { Dataset, DatasetItem, LabelRule, PicturesFacts } from '../core/dataset.ts';
import type { FileStamp, LocalFile } from '../core/files.ts';
import { ProblemError } from '../core/problem.ts';
import { findLabels } from './findLabels.ts';
import type { WrittenLabels } from './labelsFile.ts';
import type { PictureFiles } from './pictureFiles.ts';

export interface PicturesOptions {
	/** The folder's name. */
	readonly name: string;
	/** In an order that stays. */
	readonly files: PictureFiles;
	/** The URI or path of a picture. */
	readonly idOf: (index: number) => string;
	/** Its bytes. Rejects with a `ProblemError` of a `FileProblem`. */
	readonly read: (index: number) => Promise<Uint8Array>;
	/** Of pictures that may be files of this machine. */
	readonly local?: LocalPictures | undefined;
	/** See `LocalFile`. */
	readonly onRead?: ((index: number, stamp: FileStamp) => void) | undefined;
	/** Names by label: the endpoint's, or `digitClasses`. */
	readonly classes: readonly string[];
	readonly labelRule: LabelRule;
	/** What a file of labels beside them says. */
	readonly written?: WrittenLabels | undefined;
}

/** See `LocalFile`. */
export interface LocalPictures {
	/** Undefined for a picture that is no such file. */
	readonly pathOf: (index: number) => string | undefined;
	/** In bytes. */
	readonly limit: number;
}

/** How many pictures are given at a time, since a message to a thread takes longer than a digit; the first are waited for. */
const [firstChunk, chunk] = [32, 256];

/**
 * Pictures as a dataset. It is made at once, so that another rule for their labels makes another one.
 * @throws ProblemError `folderWithoutPictures`
 */
export function openPictures({
	name,
	files,
	idOf,
	read,
	local,
	onRead,
	classes,
	labelRule,
	written,
}: PicturesOptions): Dataset & { readonly labels: Int16Array; readonly facts: PicturesFacts } {
	const { count } = files;
	if (count === 0) {
		throw new ProblemError({ code: 'folderWithoutPictures', name });
	}
	const { labels, numbers, areNumbers, labelsFrom } = findLabels(files, classes, labelRule, written);
	const nameOf = picturesNamed(name, files);
	const pictures = { nameOf, labels, read, local, onRead };
	return {
		name,
		facts: { kind: 'pictures', labelRule, areNumbers, labelsFrom },
		count,
		labels,
		...(numbers && { numbers }),
		idOf,
		nameOf,
		async *items(isWanted, signal) {
			let items: DatasetItem[] = [];
			let wanted = firstChunk;
			for (let index = 0; index < count; index++) {
				if (isWanted(index)) {
					items.push(new PictureItem(index, pictures));
				}
				if (items.length === wanted || index === count - 1) {
					signal.throwIfAborted();
					yield items;
					items = [];
					wanted = chunk;
				}
			}
		},
	};
}

/** What a picture's item is made of when it is asked for: thousands are on their way at once. */
interface Pictures extends Pick<PicturesOptions, 'read' | 'local' | 'onRead'> {
	readonly nameOf: (index: number) => string;
	readonly labels: Int16Array;
}

class PictureItem implements LocalFile {
	constructor(
		readonly index: number,
		private readonly pictures: Pictures,
	) {}

	get name(): string {
		return this.pictures.nameOf(this.index);
	}

	get label(): number | undefined {
		const label = this.pictures.labels[this.index] ?? -1;
		return label < 0 ? undefined : label;
	}

	get read(): () => Promise<Uint8Array> {
		return async () => this.pictures.read(this.index);
	}

	get file(): LocalFile | undefined {
		return this.pictures.local?.pathOf(this.index) === undefined ? undefined : this;
	}

	get path(): string {
		return this.pictures.local?.pathOf(this.index) ?? '';
	}

	get limit(): number {
		return this.pictures.local?.limit ?? 0;
	}

	onRead(stamp: FileStamp): void {
		this.pictures.onRead?.(this.index, stamp);
	}
}

/** What people call the pictures of a folder of that name: their paths below it; or all of them, where it has not all. */
export function picturesNamed(name: string, files: PictureFiles): (index: number) => string {
	const isBelow = files.groups.every(({ path }) => `${path}/`.startsWith(`${name}/`));
	const start = isBelow ? name.length + 1 : 0;
	return (index) => files.pathOf(index).slice(start);
}
