import { inflateSync } from 'node:zlib';
import { luma, type GrayImage } from '../core/index.ts';
import { broken, guard, type OpenedImage } from './openedImage.ts';
import { ColorType, readPngFile, type PngFile, type PngHeader } from './pngHeader.ts';
import { putOnPaper } from './transparency.ts';

/** The pixels of one pass: every `stepX`th of every `stepY`th row, from (`x`, `y`) on. */
interface Pass {
	readonly x: number;
	readonly y: number;
	readonly stepX: number;
	readonly stepY: number;
	readonly width: number;
	readonly height: number;
	/** Of one row, without its filter type. */
	readonly rowBytes: number;
}

/** Adam7 (PNG, third edition, 8.2): x, y, stepX, stepY. */
const interlacedPasses = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2],
] as const;

/**
 * PNG, all colour types, depths and interlacing; of 16-bit samples the upper byte counts. Our own on top of zlib:
 * it inflates to the size that the header states and no further, where `fast-png` inflates what comes, and it reads
 * interlaced pictures of less than 8 bits, which `fast-png` does not.
 */
export function openPng(bytes: Uint8Array): OpenedImage {
	const file = readPngFile(bytes);
	const passes = passesOf(file);
	const inflatedBytes = passes.reduce((sum, pass) => sum + pass.height * (1 + pass.rowBytes), 0);
	return {
		width: file.width,
		height: file.height,
		orientation: file.orientation,
		memoryFor: () => bytes.length + inflatedBytes + 2 * file.width * file.height,
		decode: () => guard('png', () => decode(file, passes, inflatedBytes)),
	};
}

function passesOf({ width, height, depth, channels, interlaced }: PngHeader): Pass[] {
	return (interlaced ? interlacedPasses : ([[0, 0, 1, 1]] as const))
		.map(([x, y, stepX, stepY]) => {
			const columns = Math.ceil((width - x) / stepX);
			const rows = Math.ceil((height - y) / stepY);
			return {
				x,
				y,
				stepX,
				stepY,
				width: columns,
				height: rows,
				rowBytes: Math.ceil((columns * depth * channels) / 8),
			};
		})
		.filter((pass) => pass.width > 0 && pass.height > 0);
}

function decode(file: PngFile, passes: readonly Pass[], inflatedBytes: number): GrayImage {
	const { width, height, depth, channels } = file;
	const data = inflateSync(Buffer.concat(file.data), {
		maxOutputLength: inflatedBytes,
		// One piece, or zlib's results would be copied together.
		chunkSize: Math.max(64, inflatedBytes + 1),
	});
	if (data.length !== inflatedBytes) {
		throw broken('png', 'Ends before its last row');
	}
	const pixels = new Uint8Array(width * height);
	const hasAlpha = file.transparency !== undefined || channels === 2 || channels === 4;
	const alpha = hasAlpha ? new Uint8Array(width * height) : undefined;
	const readRow = depth >= 8 && file.colorType !== ColorType.palette ? rowOfSamples(file) : rowOfIndices(file);
	const pixelBytes = Math.max(1, (depth * channels) / 8);

	let offset = 0;
	for (const pass of passes) {
		let above = new Uint8Array(pass.rowBytes);
		for (let row = 0; row < pass.height; row++) {
			const filter = data[offset] as number;
			const current = data.subarray(offset + 1, offset + 1 + pass.rowBytes);
			unfilter(filter, current, above, pixelBytes);
			readRow(current, pass, (pass.y + row * pass.stepY) * width + pass.x, pixels, alpha);
			above = current;
			offset += 1 + pass.rowBytes;
		}
	}
	if (alpha) {
		putOnPaper(pixels, alpha);
	}
	return { width, height, pixels };
}

/** Undoes a row's filter in place (PNG, third edition, 9.2). `pixelBytes` is 1 for pixels of less than a byte. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, pixelBytes: number): void {
	const length = row.length;
	switch (filter) {
		case 0:
			return;
		case 1:
			for (let index = pixelBytes; index < length; index++) {
				row[index] = (row[index] as number) + (row[index - pixelBytes] as number);
			}
			return;
		case 2:
			for (let index = 0; index < length; index++) {
				row[index] = (row[index] as number) + (above[index] as number);
			}
			return;
		case 3:
			for (let index = 0; index < length; index++) {
				const left = index < pixelBytes ? 0 : (row[index - pixelBytes] as number);
				row[index] = (row[index] as number) + ((left + (above[index] as number)) >> 1);
			}
			return;
		case 4:
			for (let index = 0; index < length; index++) {
				const hasLeft = index >= pixelBytes;
				const left = hasLeft ? (row[index - pixelBytes] as number) : 0;
				const upperLeft = hasLeft ? (above[index - pixelBytes] as number) : 0;
				row[index] = (row[index] as number) + paeth(left, above[index] as number, upperLeft);
			}
			return;
		default:
			throw broken('png', `An unknown filter: ${filter}`);
	}
}

function paeth(left: number, above: number, upperLeft: number): number {
	const estimate = left + above - upperLeft;
	const fromLeft = Math.abs(estimate - left);
	const fromAbove = Math.abs(estimate - above);
	const fromUpperLeft = Math.abs(estimate - upperLeft);
	if (fromLeft <= fromAbove && fromLeft <= fromUpperLeft) {
		return left;
	}
	return fromAbove <= fromUpperLeft ? above : upperLeft;
}

/** Writes a row's luma and alpha from `target` on, every `pass.stepX`th pixel. */
type ReadRow = (row: Uint8Array, pass: Pass, target: number, pixels: Uint8Array, alpha?: Uint8Array) => void;

/** Rows of palette indices, and of grey samples of less than 8 bits. */
function rowOfIndices({ depth, colorType, palette, transparency }: PngFile): ReadRow {
	const largest = (1 << depth) - 1;
	const colors = colorType === ColorType.palette ? Math.floor(palette.length / 3) : largest + 1;
	const grays = new Uint8Array(largest + 1);
	const alphas = new Uint8Array(largest + 1).fill(255);
	if (colorType === ColorType.palette) {
		alphas.set(transparency?.subarray(0, alphas.length) ?? []);
		for (let index = 0; index < Math.min(colors, grays.length); index++) {
			const [red, green, blue] = palette.subarray(3 * index) as unknown as [number, number, number];
			grays[index] = luma(red, green, blue);
		}
	} else {
		grays.forEach((_, index) => (grays[index] = (255 * index) / largest));
		const key = transparency?.[1];
		if (key !== undefined && key <= largest) {
			alphas[key] = 0;
		}
	}
	return (row, pass, start, pixels, alpha) => {
		for (let x = 0, bit = 0, target = start; x < pass.width; x++, bit += depth, target += pass.stepX) {
			const index = ((row[bit >> 3] as number) >> (8 - depth - (bit & 7))) & largest;
			if (index >= colors) {
				throw broken('png', `A colour that is not in the palette: ${index}`);
			}
			pixels[target] = grays[index] as number;
			if (alpha) {
				alpha[target] = alphas[index] as number;
			}
		}
	};
}

/** Rows of grey and RGB samples of 8 or 16 bits, with or without alpha. */
function rowOfSamples({ depth, channels, transparency }: PngFile): ReadRow {
	const sampleBytes = depth / 8;
	const pixelBytes = sampleBytes * channels;
	const isColor = channels >= 3;
	const isKey = keyTest(pixelBytes, sampleBytes, transparency);
	return (row, pass, start, pixels, alpha) => {
		for (let x = 0, at = 0, target = start; x < pass.width; x++, at += pixelBytes, target += pass.stepX) {
			const first = row[at] as number;
			pixels[target] = isColor
				? luma(first, row[at + sampleBytes] as number, row[at + 2 * sampleBytes] as number)
				: first;
			if (alpha) {
				alpha[target] = channels % 2 === 0 ? (row[at + pixelBytes - sampleBytes] as number) : isKey(row, at) ? 0 : 255;
			}
		}
	};
}

/** Whether the pixel at a place in a row has the colour that `tRNS` makes transparent: 16 bits per sample. */
function keyTest(
	pixelBytes: number,
	sampleBytes: number,
	transparency: Uint8Array | undefined,
): (row: Uint8Array, at: number) => boolean {
	const key = transparency?.filter((_, index) => index % 2 >= 2 - sampleBytes) ?? new Uint8Array();
	return (row, at) => {
		for (let index = 0; index < pixelBytes; index++) {
			if (row[at + index] !== key[index]) {
				return false;
			}
		}
		return true;
	};
}
