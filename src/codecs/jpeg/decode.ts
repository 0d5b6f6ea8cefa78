import { luma, type GrayImage } from '../../core/image.ts';
import { readJpegHeader } from './header.ts';
import { guard, unsupported, type OpenedImage } from '../openedImage.ts';
import { createDecompress } from './turboJpeg.ts';

/**
 * Scans × pixels that are decoded at most: ten scans, more than encoders write, of the largest pictures. A file of
 * 70 kB can ask for hundreds of scans of a large picture, which takes minutes.
 */
const maximumWork = 1e9;

const decompress = createDecompress();

/**
 * JPEG: baseline, extended and progressive, gray, colour, CMYK and YCCK, to the very gray that Pillow's
 * `convert("L")` gives. Large pictures are reduced by n/8 inside the inverse DCT.
 */
export function openJpeg(bytes: Uint8Array): OpenedImage {
	const { width, height, components, orientation, scans, coefficientBytes } = readJpegHeader(bytes);
	const channels = components as 1 | 3 | 4;
	const scaled = (minimumSide?: number) => {
		const scale = minimumSide === undefined ? 1 : eighthsFor(Math.min(width, height), minimumSide) / 8;
		return { width: Math.ceil(width * scale), height: Math.ceil(height * scale), scale };
	};
	return {
		width,
		height,
		orientation,
		memoryFor: (minimumSide) => {
			const size = scaled(minimumSide);
			return bytes.length + coefficientBytes + (channels + 1) * size.width * size.height;
		},
		decode: (minimumSide) => {
			if (scans * width * height > maximumWork) {
				throw unsupported('jpeg', `${scans} scans of ${width}×${height}`);
			}
			const size = scaled(minimumSide);
			const read = (samples: Uint8Array) => toGray(samples, channels);
			const pixels = guard('jpeg', () => decompress(bytes, { ...size, channels }, read));
			return { ...size, pixels };
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

/** Of CMYK stored inverted, as Adobe does and Pillow always assumes: 255 is no ink. */
function cmykToGray(cmyk: Uint8Array): Uint8Array {
	const pixels = new Uint8Array(cmyk.length / 4);
	for (let index = 0, source = 0; index < pixels.length; index++, source += 4) {
		const key = cmyk[source + 3] as number;
		const red = underKey(cmyk[source] as number, key);
		const green = underKey(cmyk[source + 1] as number, key);
		const blue = underKey(cmyk[source + 2] as number, key);
		pixels[index] = luma(red, green, blue);
	}
	return pixels;
}

/** Pillow's `cmyk2rgb`: what `key` leaves of the light, less the ink's share, in its rounding of x / 255. */
function underKey(light: number, key: number): number {
	const product = (255 - light) * key + 128;
	return Math.max(0, key - (((product >> 8) + product) >> 8));
}
