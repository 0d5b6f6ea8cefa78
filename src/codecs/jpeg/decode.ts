import { luma, type GrayImage } from '../../core/image.ts';
import { cmykToGray } from '../cmyk.ts';
import { readJpegHeader } from './header.ts';
import { broken, guard, unsupported, type OpenedImage } from '../openedImage.ts';
import { orientationOf } from '../orientation.ts';
import { decodeDc } from './decodeDc.ts';
import { createDecompress } from './turboJpeg.ts';

/**
 * Scans × pixels that are decoded at most: ten scans, more than encoders write, of the largest pictures. A file of
 * 70 kB can ask for hundreds of scans of a large picture, which takes minutes.
 */
const maximumWork = 1e9;

const decompress = createDecompress();

/**
 * JPEG: baseline, extended and progressive, gray, colour, CMYK and YCCK, to the very gray that Pillow's
 * `convert("L")` gives. Large pictures are reduced by n/8 inside the inverse DCT, colour ones to their luma alone; most
 * that are reduced to 1/8 need no more than `decodeDc`.
 */
export function openJpeg(bytes: Uint8Array): OpenedImage {
	const header = readJpegHeader(bytes);
	const { width, height, components, scans, hasAllScans, coefficientBytes } = header;
	const channels = components as 1 | 3 | 4;
	const scaled = (minimumSide?: number) => {
		const scale = minimumSide === undefined ? 1 : eighthsFor(Math.min(width, height), minimumSide) / 8;
		return { width: Math.ceil(width * scale), height: Math.ceil(height * scale), scale };
	};
	return {
		width,
		height,
		...orientationOf(header),
		memoryFor: (minimumSide) => {
			const size = scaled(minimumSide);
			const copies = size.scale === 1 / 8 ? 2 : 1;
			return copies * bytes.length + coefficientBytes + (channels + 1) * size.width * size.height;
		},
		decode: (minimumSide) => {
			if (scans * width * height > maximumWork) {
				throw unsupported('jpeg', `${scans} scans of ${width}×${height}`);
			}
			const size = scaled(minimumSide);
			const means = size.scale === 1 / 8 ? decodeDc(bytes) : undefined;
			if (means) {
				return { ...size, pixels: means.pixels, mended: [] };
			}
			// Where nothing is to equal Pillow's pixels, the colours need not be made: a ninth of the time.
			const made = channels === 3 && size.scale < 1 ? 1 : channels;
			return guard('jpeg', () =>
				decompress(bytes, { width: size.width, height: size.height, channels: made }, (samples, mended) => {
					if (mended.has('noEnd') && !hasAllScans) {
						throw broken('jpeg', 'Ends before its last scan');
					}
					const pixels = toGray(samples, made);
					return { ...size, pixels, mended: mended.size === 0 ? [] : [...mended] };
				}),
			);
		},
	};
}

/** The least n of n/8, 1 to 8, that leaves a side of `minimumSide` or more. */
function eighthsFor(side: number, minimumSide: number): number {
	let eighths = 1;
	while (eighths < 8 && Math.floor((side * eighths) / 8) < minimumSide) {
		eighths++;
	}
	return eighths;
}

function toGray(samples: Uint8Array, channels: 1 | 3 | 4): GrayImage['pixels'] {
	switch (channels) {
		case 1:
			return samples.slice();
		case 3:
			return rgbToGray(samples);
		case 4:
			return cmykToGray(samples);
	}
}

function rgbToGray(rgb: Uint8Array): Uint8Array {
	const pixels = new Uint8Array(rgb.length / 3);
	for (let index = 0, source = 0; index < pixels.length; index++, source += 3) {
		pixels[index] = luma(rgb[source] as number, rgb[source + 1] as number, rgb[source + 2] as number);
	}
	return pixels;
}
