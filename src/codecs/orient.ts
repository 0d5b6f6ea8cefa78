import type { GrayImage } from '../core/image.ts';
import { scratch } from '../core/scratch.ts';

/** Turns a picture upright: `orientation` is EXIF's, 1 to 8. */
export function orient(image: GrayImage, orientation: number): GrayImage {
	if (orientation === 1) {
		return image;
	}
	const { width, height } = image;
	const swapsSides = orientation >= 5;
	const mirrorsColumns = [2, 3, 7, 8].includes(orientation);
	const mirrorsRows = [3, 4, 6, 7].includes(orientation);
	// Where in the stored picture the upright one starts, and what a step to the right or down is there.
	const start = (mirrorsColumns ? width - 1 : 0) + (mirrorsRows ? (height - 1) * width : 0);
	const alongRow = mirrorsColumns ? -1 : 1;
	const alongColumn = mirrorsRows ? -width : width;
	const [right, down] = swapsSides ? [alongColumn, alongRow] : [alongRow, alongColumn];
	const [uprightWidth, uprightHeight] = swapsSides ? [height, width] : [width, height];

	const pixels = scratch(Uint8Array, image.pixels.length);
	let target = 0;
	for (let y = 0; y < uprightHeight; y++) {
		let source = start + y * down;
		for (let x = 0; x < uprightWidth; x++) {
			pixels[target++] = image.pixels[source] as number;
			source += right;
		}
	}
	return { width: uprightWidth, height: uprightHeight, pixels };
}
