import type { DatasetItem } from '../core/dataset.ts';
import type { LocalFile } from '../core/files.ts';
import { asDigit, digitPixels, type Digit } from '../core/image.ts';
import type { Preprocessing } from '../core/normalization.ts';
import type { PrepareFiles } from '../core/ports.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Prepares items some at a time: those of files that are quickly read and prepared come with their digits, the others as
 * they are. What has held digits holds others once all of its items are released: memory that is thrown away lasts until
 * V8 looks at what is old.
 */
export function prepareChunks(
	prepareFiles: PrepareFiles,
	preprocessing: Preprocessing,
	signal: AbortSignal,
): (items: readonly DatasetItem[]) => Promise<readonly DatasetItem[]> {
	const free: Bytes[] = [];

	function take(length: number): Bytes {
		const at = free.findIndex((bytes) => bytes.length >= length);
		return free.splice(at, at < 0 ? 0 : 1)[0] ?? new Uint8Array(length);
	}

	return async (items) => {
		if (items.some((item) => fileOf(item) === undefined)) {
			return items;
		}
		const toPaths = () => items.map((item) => fileOf(item)?.path ?? '');
		const prepared = await prepareFiles(toPaths, preprocessing, take(items.length * digitPixels), signal);
		if (!prepared) {
			return items;
		}
		const { digits, stamps } = prepared;
		const chunk = new Chunk(digits, () => free.push(digits));
		return items.map((item, place) => {
			const mtime = stamps[2 * place] as number;
			const size = stamps[2 * place + 1] as number;
			if (Number.isNaN(size)) {
				return item;
			}
			fileOf(item)?.onRead?.({ mtime, size });
			return chunk.toItem(item, place);
		});
	};
}

function fileOf(item: DatasetItem): LocalFile | undefined {
	return 'read' in item ? item.file : undefined;
}

class Chunk {
	private held = 0;

	constructor(
		readonly digits: Bytes,
		private readonly onReleased: () => void,
	) {}

	toItem(item: DatasetItem, place: number): DatasetItem {
		this.held += 1;
		return new PreparedItem(item, this, place);
	}

	release(): void {
		this.held -= 1;
		if (this.held === 0) {
			this.onReleased();
		}
	}
}

/** All but its place is made when it is asked for, since thousands are on their way at once. */
class PreparedItem {
	constructor(
		private readonly item: DatasetItem,
		private readonly chunk: Chunk,
		private readonly place: number,
	) {}

	get index(): number {
		return this.item.index;
	}

	get name(): string {
		return this.item.name;
	}

	get label(): number | undefined {
		return this.item.label;
	}

	get digit(): Digit {
		return asDigit(this.chunk.digits.subarray(this.place * digitPixels, (this.place + 1) * digitPixels));
	}

	release(): void {
		this.chunk.release();
	}
}
