import type { DatasetItem, LocalFile } from '../core/dataset.ts';
import { asDigit, digitPixels, type Digit } from '../core/image.ts';
import type { Preprocessing } from '../core/normalization.ts';
import type { PreparedFiles, PrepareFiles } from '../core/ports.ts';

/** Items of files that are quickly read and prepared come with their digits; the others as they are. */
export async function prepareChunk(
	items: readonly DatasetItem[],
	prepareFiles: PrepareFiles,
	preprocessing: Preprocessing,
	signal: AbortSignal,
): Promise<readonly DatasetItem[]> {
	if (items.some((item) => fileOf(item) === undefined)) {
		return items;
	}
	const toPaths = () => items.map((item) => fileOf(item)?.path ?? '');
	const prepared = await prepareFiles(toPaths, preprocessing, signal);
	return prepared ? items.map((item, place) => toPrepared(item, prepared, place)) : items;
}

function toPrepared(item: DatasetItem, { digits, stamps }: PreparedFiles, place: number): DatasetItem {
	const [mtime, size] = [stamps[2 * place] as number, stamps[2 * place + 1] as number];
	if (Number.isNaN(size)) {
		return item;
	}
	fileOf(item)?.onRead?.({ mtime, size });
	return new PreparedItem(item, digits, place);
}

function fileOf(item: DatasetItem): LocalFile | undefined {
	return 'read' in item ? item.file : undefined;
}

/** All but its place is made when it is asked for, since thousands are on their way at once. */
class PreparedItem {
	constructor(
		private readonly item: DatasetItem,
		private readonly digits: Uint8Array,
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
		return asDigit(this.digits.subarray(this.place * digitPixels, (this.place + 1) * digitPixels));
	}
}
