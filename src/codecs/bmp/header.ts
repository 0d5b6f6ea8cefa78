import { broken, unsupported } from '../openedImage.ts';

/** Where a sample stands in a pixel; 0 where there is none. */
export interface Masks {
	readonly red: number;
	readonly green: number;
	readonly blue: number;
	readonly alpha: number;
}

export interface BmpHeader {
	readonly width: number;
	readonly height: number;
	/** Per pixel. */
	readonly bits: number;
	/** Whether the rows come from the top, and not from the bottom as most do. */
	readonly isTopDown: boolean;
	readonly isRunLength: boolean;
	/** Of pixels of 16 and 32 bits. */
	readonly masks: Masks;
	/** Where the palette begins, and the bytes of each of its colours: blue, green, red and perhaps another. */
	readonly palette: { readonly start: number; readonly colors: number; readonly colorBytes: 3 | 4 };
	/** Where the pixels begin. */
	readonly pixelStart: number;
	/** 1 where the writer knew its trade. */
	readonly planes: number;
}

const Compression = { none: 0, runLength8: 1, runLength4: 2, masks: 3, masksWithAlpha: 6 } as const;

const fileHeaderBytes = 14;
/** `BITMAPCOREHEADER`, of OS/2, and `BITMAPINFOHEADER`; others that are longer begin as the latter does. */
const coreBytes = 12;
const infoBytes = 40;
/** From this length on a header has an alpha mask. */
const alphaMaskBytes = 56;

const masks16: Masks = { red: 0x7c00, green: 0x03e0, blue: 0x001f, alpha: 0 };
const masks32: Masks = { red: 0xff0000, green: 0xff00, blue: 0xff, alpha: 0 };

/**
 * Reads what a BMP file says of itself.
 * @throws ProblemError for an impossible size and for what is not read; RangeError where the file ends before.
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const headerBytes = view.getUint32(14, true);
	const isCore = headerBytes === coreBytes;
	const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
	const height = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
	if (width <= 0 || height === 0) {
		throw broken('bmp', `${width}×${height}`);
	}
	const planes = view.getUint16(isCore ? 22 : 26, true);
	const bits = view.getUint16(isCore ? 24 : 28, true);
	// OS/2's second header may end after 16 bytes.
	const hasRest = headerBytes >= infoBytes;
	const compression = hasRest ? view.getUint32(30, true) : Compression.none;
	const hasMasks = compression === Compression.masks || compression === Compression.masksWithAlpha;
	if (!isRead(compression, bits)) {
		throw unsupported('bmp', `${bits} bits, compression ${compression}`);
	}
	const maskCount = !hasMasks ? 0 : headerBytes >= alphaMaskBytes || compression === Compression.masksWithAlpha ? 4 : 3;
	const afterMasks = fileHeaderBytes + Math.max(headerBytes, hasMasks ? infoBytes + 4 * maskCount : 0);
	const stated = Math.max(view.getUint32(10, true), afterMasks);
	// Some writers forget the palette there.
	const isForgotten = stated === afterMasks && bits <= 8;
	const colorBytes = isCore ? 3 : 4;
	// OS/2's first header does not state it, and may have fewer than there could be.
	const room = isCore && !isForgotten ? Math.floor((stated - afterMasks) / colorBytes) : 256;
	const colors = (hasRest && view.getUint32(46, true)) || Math.min(2 ** bits, room);
	const mask = (index: number) => (index < maskCount ? view.getUint32(54 + 4 * index, true) : 0);
	return {
		width,
		height: Math.abs(height),
		bits,
		isTopDown: height < 0,
		isRunLength: compression === Compression.runLength8 || compression === Compression.runLength4,
		masks: hasMasks ? { red: mask(0), green: mask(1), blue: mask(2), alpha: mask(3) } : bits === 16 ? masks16 : masks32,
		palette: {
			start: afterMasks,
			colors,
			colorBytes,
		},
		pixelStart: isForgotten ? stated + colors * colorBytes : stated,
		planes,
	};
}

function isRead(compression: number, bits: number): boolean {
	switch (compression) {
		case Compression.none:
			return [1, 2, 4, 8, 16, 24, 32].includes(bits);
		case Compression.runLength8:
			return bits === 8;
		case Compression.runLength4:
			return bits === 4;
		case Compression.masks:
		case Compression.masksWithAlpha:
			return bits === 16 || bits === 32;
		default:
			return false;
	}
}
