import { broken, unsupported } from '../openedImage.ts';
import { readOrientation, type Orientation } from '../orientation.ts';

type Colors = 'whiteIsZero' | 'blackIsZero' | 'rgb' | 'palette' | 'cmyk' | 'yCbCr';

/** What the first picture of a TIFF file says of itself (TIFF 6.0, sections 2 to 15). */
export interface TiffHeader extends Orientation {
	readonly width: number;
	readonly height: number;
	readonly isLittleEndian: boolean;
	/** Of each sample: 1, 2, 4, 8 or 16. */
	readonly bits: number;
	/** Of each pixel, those beyond colour too. */
	readonly samples: number;
	readonly colors: Colors;
	/** What the first sample beyond colour says of opacity; `associated`: colours are multiplied with it. */
	readonly alpha: 'none' | 'associated' | 'unassociated';
	/** Three samples of 16 bits for each index, all of a colour together. */
	readonly palette: readonly number[];
	readonly compression: number;
	/** A JPEG file without a picture, of whose tables the blocks make use. */
	readonly jpegTables: Uint8Array;
	/** Whether bytes are filled from their lowest bit on. */
	readonly isLowestBitFirst: boolean;
	/** Of CCITT's Group 3. */
	readonly isTwoDimensional: boolean;
	/** Whether each sample is the difference to that of the pixel before. */
	readonly isDifferenced: boolean;
	/** Whether the samples of one kind stand together rather than those of a pixel. */
	readonly isPlanar: boolean;
	/** Strips, or tiles: in rows from the upper left, then, if planar, by sample. */
	readonly blocks: readonly Uint8Array[];
	readonly isTiled: boolean;
	readonly blockWidth: number;
	readonly blockHeight: number;
}

/** What a block is to give: exactly this many bytes, in rows of this many pixels. */
export interface Wanted {
	readonly length: number;
	readonly width: number;
	readonly rows: number;
}

/** Bytes of a value, by its type: BYTE, SHORT, LONG and UNDEFINED are all that matter. */
const sizes: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4, 7: 1 };

const colorsOf: readonly (Colors | undefined)[] = [
	'whiteIsZero',
	'blackIsZero',
	'rgb',
	'palette',
	undefined,
	'cmyk',
	'yCbCr',
];

const jpegCompression = 7;

/** Pixels that are unpacked at most: tiles may be larger than their picture, and many. */
const maximumWork = 1e9;

const alphaOf = ['none', 'associated', 'unassociated'] as const;

const tag = {
	width: 256,
	height: 257,
	bits: 258,
	compression: 259,
	colors: 262,
	fillOrder: 266,
	stripOffsets: 273,
	samples: 277,
	stripHeight: 278,
	stripBytes: 279,
	planar: 284,
	group3: 292,
	predictor: 317,
	palette: 320,
	tileWidth: 322,
	tileHeight: 323,
	tileOffsets: 324,
	tileBytes: 325,
	extraSamples: 338,
	sampleFormat: 339,
	jpegTables: 347,
	xmp: 700,
} as const;

/**
 * @throws ProblemError where there is no picture, or none that is read; RangeError where the file ends too early.
 */
export function readTiffHeader(bytes: Uint8Array): TiffHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const isLittleEndian = view.getUint16(0) === 0x4949;
	if (view.getUint16(2, isLittleEndian) !== 42) {
		throw unsupported('tiff', 'BigTIFF');
	}
	const values = readDirectory(view, isLittleEndian);
	const one = (name: keyof typeof tag, otherwise: number) => values(name)[0] ?? otherwise;

	const [width, height] = [one('width', 0), one('height', 0)];
	const samples = one('samples', 1);
	const allBits = values('bits').slice(0, samples);
	const bits = allBits[0] ?? 1;
	const colors = colorsOf[one('colors', 1)];
	const format = one('sampleFormat', 1);
	const group3 = one('group3', 0);
	const predictor = one('predictor', 1);
	if (width === 0 || height === 0 || samples === 0) {
		throw broken('tiff', 'No picture');
	}
	const compression = one('compression', 1);
	if (!colors || (colors === 'yCbCr') !== (compression === jpegCompression && one('colors', 1) === 6)) {
		throw unsupported('tiff', `Colours ${one('colors', 1)}`);
	}
	if (
		![1, 2, 4, 8, 16].includes(bits) ||
		(colors === 'cmyk' && bits < 8) ||
		allBits.some((other) => other !== bits) ||
		samples > 8
	) {
		throw unsupported('tiff', `${allBits.join(', ')} bits`);
	}
	if (format !== 1 || ![1, 2].includes(predictor) || (predictor === 2 && bits < 8)) {
		throw unsupported('tiff', format === 1 ? `Predictor ${predictor}` : `Sample format ${format}`);
	}
	const colorSamples = colors === 'cmyk' ? 4 : colors === 'rgb' || colors === 'yCbCr' ? 3 : 1;
	const palette = values('palette');
	if (samples < colorSamples || (colors === 'palette' && (bits > 8 || palette.length < 3 << bits))) {
		throw broken('tiff', 'Too few samples or colours');
	}

	const isTiled = values('tileWidth').length > 0;
	const blockWidth = isTiled ? one('tileWidth', 0) : width;
	const blockHeight = isTiled ? one('tileHeight', 0) : Math.min(height, one('stripHeight', height));
	if (blockWidth === 0 || blockHeight === 0) {
		throw broken('tiff', 'Blocks without pixels');
	}
	const isPlanar = samples > 1 && one('planar', 1) === 2;
	const count = Math.ceil(width / blockWidth) * Math.ceil(height / blockHeight) * (isPlanar ? samples : 1);
	if (count * blockWidth * blockHeight > maximumWork) {
		throw unsupported('tiff', `${count} blocks of ${blockWidth}×${blockHeight}`);
	}
	const offsets = values(isTiled ? 'tileOffsets' : 'stripOffsets');
	const lengths = values(isTiled ? 'tileBytes' : 'stripBytes');
	if (offsets.length < count || (lengths.length < count && lengths.length > 0)) {
		throw broken('tiff', `${Math.min(offsets.length, lengths.length)} of ${count} blocks`);
	}
	const blocks = offsets.slice(0, count).map((start, index) => {
		const end = start + (lengths[index] ?? bytes.length - start);
		if (end > bytes.length) {
			throw broken('tiff', `The file ends before byte ${end}`);
		}
		return bytes.subarray(start, end);
	});
	return {
		width,
		height,
		...readOrientation(bytes, Uint8Array.from(values('xmp'))),
		isLittleEndian,
		bits,
		samples,
		colors,
		alpha: (samples > colorSamples && alphaOf[one('extraSamples', 0)]) || 'none',
		palette,
		compression,
		jpegTables: Uint8Array.from(values('jpegTables')),
		isLowestBitFirst: one('fillOrder', 1) === 2,
		isTwoDimensional: (group3 & 1) !== 0,
		isDifferenced: predictor === 2,
		isPlanar,
		blocks,
		isTiled,
		blockWidth,
		blockHeight,
	};
}

/** The values of the first directory by their tag's name; none where it is missing or of a type that has no sense. */
function readDirectory(view: DataView, isLittleEndian: boolean): (name: keyof typeof tag) => readonly number[] {
	const directory = view.getUint32(4, isLittleEndian);
	const entries = new Map<number, number>();
	for (let index = 0; index < view.getUint16(directory, isLittleEndian); index++) {
		const entry = directory + 2 + 12 * index;
		entries.set(view.getUint16(entry, isLittleEndian), entry);
	}
	return (name) => {
		const entry = entries.get(tag[name]);
		const size = entry === undefined ? undefined : sizes[view.getUint16(entry + 2, isLittleEndian)];
		if (entry === undefined || size === undefined) {
			return [];
		}
		const count = view.getUint32(entry + 4, isLittleEndian);
		const start = count * size <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittleEndian);
		if (start + count * size > view.byteLength) {
			throw broken('tiff', `The file ends within tag ${tag[name]}`);
		}
		return Array.from({ length: count }, (_, index) => {
			const place = start + index * size;
			return size === 1
				? view.getUint8(place)
				: size === 2
					? view.getUint16(place, isLittleEndian)
					: view.getUint32(place, isLittleEndian);
		});
	};
}
