import { luma } from '../core/index.ts';
import { putOnPaper } from './transparency.ts';

/** Luma of RGBA pixels; transparent ones on paper. */
export function rgbaToGray(rgba: Uint8Array): Uint8Array {
	const pixels = new Uint8Array(rgba.length / 4);
	let isOpaque = true;
	for (let index = 0, source = 0; index < pixels.length; index++, source += 4) {
		pixels[index] = luma(rgba[source] as number, rgba[source + 1] as number, rgba[source + 2] as number);
		isOpaque &&= rgba[source + 3] === 255;
	}
	if (!isOpaque) {
		putOnPaper(
			pixels,
			pixels.map((_, index) => rgba[4 * index + 3] as number),
		);
	}
	return pixels;
}
