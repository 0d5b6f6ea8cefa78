import { luma } from '../../core/image.ts';
import type { Mend } from '../../core/ports.ts';
import { broken, guard, type OpenedImage, type StoredImage } from '../openedImage.ts';
import { rgbaToGray } from '../transparency.ts';
import { readBmpHeader, type BmpHeader } from './header.ts';
import { expandRunLengths } from './runLengths.ts';

/**
 * BMP of 1 to 32 bits, of Windows and OS/2, with and without run lengths. Samples of less than 8 bits are shifted up:
 * white is 248 and not 255. Alpha counts where the header has a mask for it.
 */
export function openBmp(bytes: Uint8Array): OpenedImage {
	const header = guard('bmp', () => readBmpHeader(bytes));
	const { width, height } = header;
	return {
		width,
		height,
		orientation: 1,
		memoryFor: () => bytes.length + 6 * width * height,
		decode: () => guard('bmp', () => decode(bytes, header)),
	};
}

function decode(bytes: Uint8Array, header: BmpHeader): StoredImage {
	const { width, height, bits, isRunLength, pixelStart, planes } = header;
	const mended: Mend[] = planes === 1 ? [] : ['header'];
	const data = bytes.subarray(pixelStart);
	if (isRunLength) {
		const { indexes, hasEnd } = expandRunLengths(data, header);
		if (!hasEnd) {
			mended.push('noEnd');
		}
		const pixels = paint(fromTop(indexes, width, header), readPalette(bytes, header));
		return { width, height, pixels, mended };
	}
	const rowBytes = 4 * Math.ceil((width * bits) / 32);
	// The last row need not be filled up.
	if (data.length < rowBytes * (height - 1) + Math.ceil((width * bits) / 8)) {
		throw broken('bmp', `${data.length} of ${rowBytes * height} bytes`);
	}
	const rows = Array.from({ length: height }, (_, y) => data.subarray(y * rowBytes));
	if (!header.isTopDown) {
		rows.reverse();
	}
	const pixels = bits <= 8 ? paint(unpack(rows, header), readPalette(bytes, header)) : toGray(rows, header);
	return { width, height, pixels, mended };
}

/** The gray of each colour of the palette; black beyond. */
function readPalette(bytes: Uint8Array, { palette: { start, colors, colorBytes } }: BmpHeader): Uint8Array {
	return Uint8Array.from({ length: 256 }, (_, index) => {
		const [blue = 0, green = 0, red = 0] = index < colors ? bytes.subarray(start + index * colorBytes) : [];
		return luma(red, green, blue);
	});
}

function paint(indexes: Uint8Array, palette: Uint8Array): Uint8Array {
	return indexes.map((index) => palette[index] as number);
}

function fromTop(pixels: Uint8Array, width: number, { height, isTopDown }: BmpHeader): Uint8Array {
	if (isTopDown) {
		return pixels;
	}
	const turned = new Uint8Array(pixels.length);
	for (let y = 0; y < height; y++) {
		turned.set(pixels.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
	}
	return turned;
}

/** One index a byte, of one to eight bits each. */
function unpack(rows: readonly Uint8Array[], { width, height, bits }: BmpHeader): Uint8Array {
	const indexes = new Uint8Array(width * height);
	const mask = (1 << bits) - 1;
	let target = 0;
	for (const row of rows) {
		for (let bit = 0; bit < width * bits; bit += bits) {
			indexes[target++] = ((row[bit >> 3] as number) >> (8 - bits - (bit & 7))) & mask;
		}
	}
	return indexes;
}

/** Of pixels of 16 to 32 bits. */
function toGray(rows: readonly Uint8Array[], { width, height, bits, masks }: BmpHeader): Uint8Array {
	const rgba = new Uint8Array(4 * width * height);
	const [red, green, blue] = [masks.red, masks.green, masks.blue].map(toSample) as [Sample, Sample, Sample];
	const alpha = masks.alpha === 0 ? () => 255 : toShare(masks.alpha);
	const bytes = bits / 8;
	let target = 0;
	for (const row of rows) {
		for (let source = 0; source < width * bytes; source += bytes) {
			let pixel = 0;
			for (let index = bytes - 1; index >= 0; index--) {
				pixel = (pixel << 8) | (row[source + index] as number);
			}
			rgba[target++] = red(pixel);
			rgba[target++] = green(pixel);
			rgba[target++] = blue(pixel);
			rgba[target++] = alpha(pixel);
		}
	}
	return rgbaToGray(rgba);
}

/** From a pixel to one of its samples, 0..255. */
type Sample = (pixel: number) => number;

/** The upper eight bits under the mask, shifted up where it has fewer. */
function toSample(mask: number): Sample {
	const top = 31 - Math.clz32(mask);
	return top >= 7
		? (pixel) => (pixel & mask & (0xff << (top - 7))) >>> (top - 7)
		: (pixel) => (pixel & mask & 0xff) << (7 - top);
}

/** The value under the mask as a share of its greatest, so that one bit is all or nothing. */
function toShare(mask: number): Sample {
	const greatest = toSample(mask)(-1);
	const sample = toSample(mask);
	return (pixel) => Math.round((255 * sample(pixel)) / greatest);
}
