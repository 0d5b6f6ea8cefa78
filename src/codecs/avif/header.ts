import { broken } from '../openedImage.ts';

export interface AvifHeader {
	readonly width: number;
	readonly height: number;
	/** As EXIF's: 1 (upright) to 8. EXIF itself does not count in AVIF (MIAF, 7.3.6.7). */
	readonly orientation: number;
}

/** A box of ISO/IEC 14496-12, without its header. */
interface Box {
	readonly type: string;
	readonly content: DataView;
}

/** The orientation of quarter turns against the clock, of which each may then be mirrored (HEIF, 6.5.10 and 6.5.12). */
const turned = [1, 8, 3, 6];
const turnedAndMirrored = [
	// Top to bottom.
	[4, 5, 2, 7],
	// Left to right.
	[2, 7, 4, 5],
];

/**
 * Reads the size and the transformations of an AVIF file's primary image (HEIF, ISO/IEC 23008-12).
 * @throws ProblemError where there is none; RangeError where the file ends too early.
 */
export function readAvifHeader(bytes: Uint8Array): AvifHeader {
	const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const meta = [...boxesOf(afterVersion(find(boxesOf(file), 'meta').content))];
	const properties = [...boxesOf(find(meta, 'iprp').content)];
	const all = [...boxesOf(find(properties, 'ipco').content)];
	const primary = readPrimary(find(meta, 'pitm').content);
	const own = properties
		.filter(({ type }) => type === 'ipma')
		.flatMap(({ content }) => readAssociations(content, primary))
		.flatMap((index) => all[index - 1] ?? []);

	const size = afterVersion(find(own, 'ispe').content);
	const [width, height] = [size.getUint32(0), size.getUint32(4)];
	if (width === 0 || height === 0) {
		throw broken('avif', 'No picture');
	}
	const last = (name: string) => own.findLast(({ type }) => type === name)?.content.getUint8(0);
	const turns = (last('irot') ?? 0) & 3;
	const axis = last('imir');
	const orientation = axis === undefined ? turned[turns] : turnedAndMirrored[axis & 1]?.[turns];
	return { width, height, orientation: orientation ?? 1 };
}

/** Up to what is no box any more. */
function* boxesOf(view: DataView): Generator<Box> {
	for (let offset = 0; offset + 8 <= view.byteLength;) {
		const size = view.getUint32(offset);
		const start = offset + (size === 1 ? 16 : 8);
		// 0: to the end.
		const end =
			size === 0 ? view.byteLength : size === 1 ? offset + Number(view.getBigUint64(offset + 8)) : offset + size;
		if (end < start || end > view.byteLength) {
			return;
		}
		const type = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset + 4, 4));
		yield { type, content: part(view, start, end) };
		offset = end;
	}
}

function find(boxes: Iterable<Box>, name: string): Box {
	for (const box of boxes) {
		if (box.type === name) {
			return box;
		}
	}
	throw broken('avif', `No box ${name}`);
}

function part(view: DataView, start: number, end = view.byteLength): DataView {
	return new DataView(view.buffer, view.byteOffset + start, end - start);
}

/** Without the version and the flags that some boxes begin with. */
function afterVersion(content: DataView): DataView {
	return part(content, 4);
}

function readPrimary(content: DataView): number {
	return content.getUint8(0) === 0 ? content.getUint16(4) : content.getUint32(4);
}

/** The numbers of an item's properties, counted from 1. */
function readAssociations(content: DataView, item: number): number[] {
	const hasLongItems = content.getUint8(0) > 0;
	const hasLongIndexes = (content.getUint8(3) & 1) !== 0;
	const entries = content.getUint32(4);
	let offset = 8;
	for (let entry = 0; entry < entries; entry++) {
		const found = hasLongItems ? content.getUint32(offset) : content.getUint16(offset);
		offset += hasLongItems ? 4 : 2;
		const count = content.getUint8(offset++);
		const step = hasLongIndexes ? 2 : 1;
		if (found === item) {
			// The highest bit says that a reader must know the property.
			return Array.from({ length: count }, (_, index) =>
				hasLongIndexes ? content.getUint16(offset + 2 * index) & 0x7fff : content.getUint8(offset + index) & 0x7f,
			);
		}
		offset += count * step;
	}
	return [];
}
