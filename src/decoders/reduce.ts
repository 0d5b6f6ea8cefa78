import type { GrayImage } from '../core/index.ts';

/**
 * Reduces by the greatest whole factor that leaves the shorter side `minimumSide` pixels or more: each pixel is
 * the mean of a square. Squares at the right and bottom edge may be cut.
 */
export function reduce(image: GrayImage, minimumSide: number): GrayImage {
	const factor = Math.floor(Math.min(image.width, image.height) / minimumSide);
	if (factor <= 1) {
		return image;
	}
	const width = Math.ceil(image.width / factor);
	const height = Math.ceil(image.height / factor);
	const pixels = new Uint8Array(width * height);
	const sums = new Uint32Array(width);
	for (let y = 0; y < height; y++) {
		const top = y * factor;
		const bottom = Math.min(top + factor, image.height);
		sums.fill(0);
		for (let row = top; row < bottom; row++) {
			let source = row * image.width;
			for (let x = 0; x < width; x++) {
				const end = Math.min(source + factor, (row + 1) * image.width);
				let sum = 0;
				while (source < end) {
					sum += image.pixels[source++] as number;
				}
				sums[x] = (sums[x] as number) + sum;
			}
		}
		for (let x = 0; x < width; x++) {
			const columns = Math.min(factor, image.width - x * factor);
			pixels[y * width + x] = Math.round((sums[x] as number) / (columns * (bottom - top)));
		}
	}
	return { width, height, pixels };
}
