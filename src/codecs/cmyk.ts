import { luma } from '../core/image.ts';

/** Gray of CMYK stored inverted, as Adobe does in JPEGs and Pillow always assumes there: 255 is no ink. */
export function cmykToGray(cmyk: Uint8Array): Uint8Array {
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
