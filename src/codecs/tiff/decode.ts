import { luma } from '../../core/image.ts';
import { cmykToGray } from '../cmyk.ts';
import { guard, type OpenedImage } from '../openedImage.ts';
import { orientationOf } from '../orientation.ts';
import { rgbaToGray } from '../transparency.ts';
import { decompress } from './decompress.ts';
import { readTiffHeader, type TiffHeader } from './header.ts';

/**
 * The first picture of a TIFF file: gray, RGB and palettes of 1 to 16 bits, in strips or tiles, as they are or by
 * PackBits, LZW, Deflate, JPEG or the fax compressions; CMYK. Of 16 bits the upper 8 count.
 */
export function openTiff(bytes: Uint8Array): OpenedImage {
	const header = guard('tiff', () => readTiffHeader(bytes));
	const { width, height, samples, blockWidth, blockHeight, bits } = header;
	return {
		width,
		height,
		...orientationOf(header),
		// Samples, RGBA, gray; a block and its rows.
		memoryFor: () =>
			bytes.length + (samples + 5) * width * height + 4 * samples * blockWidth * (blockHeight * (bits / 8) + 2),
		decode: () => guard('tiff', () => ({ width, height, pixels: toGray(readSamples(header), header) })),
	};
}

/** Height × width × samples, each of at most 8 bits, not yet stretched to them. */
function readSamples(header: TiffHeader): Uint8Array {
	const { width, height, samples, bits, blocks, blockWidth, blockHeight, isTiled, isPlanar } = header;
	const across = Math.ceil(width / blockWidth);
	const perPlane = across * Math.ceil(height / blockHeight);
	// Of a pixel in a block.
	const own = isPlanar ? 1 : samples;
	const rowBytes = Math.ceil((blockWidth * own * bits) / 8);
	const values = new Uint8Array(width * height * samples);
	for (const [index, block] of blocks.entries()) {
		const left = (index % across) * blockWidth;
		const top = (Math.floor(index / across) % (perPlane / across)) * blockHeight;
		const plane = Math.floor(index / perPlane);
		// A tile is whole even where it hangs over the edge; the last strip is not.
		const rows = isTiled ? blockHeight : Math.min(blockHeight, height - top);
		const bytes = decompress(block, header, { length: rowBytes * rows, width: blockWidth, rows });
		for (let row = 0; row < Math.min(rows, height - top); row++) {
			const line = readLine(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), blockWidth * own, own, header);
			let target = ((top + row) * width + left) * samples + plane;
			for (let source = 0; source < own * Math.min(blockWidth, width - left); source++) {
				values[target] = line[source] as number;
				target += isPlanar ? samples : 1;
			}
		}
	}
	return values;
}

function readLine(bytes: Uint8Array, count: number, own: number, header: TiffHeader): Uint8Array | Uint16Array {
	const { bits, isLittleEndian, isDifferenced } = header;
	if (bits < 8) {
		const mask = (1 << bits) - 1;
		return Uint8Array.from({ length: count }, (_, index) => {
			const bit = index * bits;
			return ((bytes[bit >> 3] as number) >> (8 - bits - (bit & 7))) & mask;
		});
	}
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const line =
		bits === 8
			? bytes.slice()
			: Uint16Array.from({ length: count }, (_, index) => view.getUint16(2 * index, isLittleEndian));
	if (isDifferenced) {
		for (let index = own; index < count; index++) {
			line[index] = (line[index] as number) + (line[index - own] as number);
		}
	}
	return bits === 8 ? line : line.map((value) => value >> 8);
}

function toGray(values: Uint8Array, header: TiffHeader): Uint8Array {
	const { width, height, samples, alpha } = header;
	if (header.colors === 'cmyk') {
		const inks = samples === 4 ? values : values.filter((_, index) => index % samples < 4);
		return cmykToGray(inks.map((ink) => 255 - ink));
	}
	const toPixel = createToPixel(values, header);
	const count = width * height;
	if (alpha === 'none') {
		const pixels = new Uint8Array(count);
		for (let index = 0; index < count; index++) {
			const [red, green, blue] = toPixel(index * samples);
			pixels[index] = luma(red, green, blue);
		}
		return pixels;
	}
	const rgba = new Uint8ClampedArray(4 * count);
	const opacityPlace = header.colors === 'rgb' ? 3 : 1;
	for (let index = 0; index < count; index++) {
		const opacity = values[index * samples + opacityPlace] as number;
		const [red, green, blue] = toPixel(index * samples);
		const share = alpha === 'associated' && opacity > 0 ? 255 / opacity : 1;
		rgba.set([Math.floor(red * share), Math.floor(green * share), Math.floor(blue * share), opacity], 4 * index);
	}
	return rgbaToGray(new Uint8Array(rgba.buffer));
}

type Rgb = readonly [red: number, green: number, blue: number];

/** Gives the colour of the pixel whose samples begin at a place, 0..255. */
function createToPixel(values: Uint8Array, { colors, bits, palette }: TiffHeader): (place: number) => Rgb {
	if (colors === 'rgb' || colors === 'yCbCr') {
		const stretch = bits < 8 ? 255 / ((1 << bits) - 1) : 1;
		const sample = (place: number) => (values[place] as number) * stretch;
		return (place) => [sample(place), sample(place + 1), sample(place + 2)];
	}
	const greatest = bits < 8 ? (1 << bits) - 1 : 255;
	const colours = Array.from({ length: greatest + 1 }, (_, value): Rgb => {
		const gray = Math.round((255 * (colors === 'whiteIsZero' ? greatest - value : value)) / greatest);
		const of = (color: number) => (palette[value + color * (greatest + 1)] ?? 0) >> 8;
		return colors === 'palette' ? [of(0), of(1), of(2)] : [gray, gray, gray];
	});
	return (place) => colours[values[place] as number] as Rgb;
}
