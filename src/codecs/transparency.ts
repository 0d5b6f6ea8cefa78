import { luma } from '../core/image.ts';

/** Below this luma a pixel is dark. */
const middle = 128;

/** Of what is visible, the least share that must be dark for the picture to be dark ink on light paper. */
const darkShare = 0.01;

/**
 * Luma of RGBA pixels, transparent ones on paper: on white, as a person would put them, or on black where hardly
 * anything visible is dark, so that light ink does not vanish.
 */
export function rgbaToGray(rgba: Uint8Array): Uint8Array {
	const pixels = new Uint8Array(rgba.length / 4);
	let visible = 0;
	let dark = 0;
	for (let index = 0, source = 0; index < pixels.length; index++, source += 4) {
		const gray = luma(rgba[source] as number, rgba[source + 1] as number, rgba[source + 2] as number);
		const opacity = rgba[source + 3] as number;
		pixels[index] = gray;
		visible += opacity;
		if (gray < middle) {
			dark += opacity;
		}
	}
	if (visible < 255 * pixels.length) {
		putOnPaper(pixels, rgba, dark < darkShare * visible ? 0 : 255);
	}
	return pixels;
}

function putOnPaper(pixels: Uint8Array, rgba: Uint8Array, paper: number): void {
	for (let index = 0; index < pixels.length; index++) {
		const opacity = rgba[4 * index + 3] as number;
		pixels[index] = Math.round(((pixels[index] as number) * opacity + paper * (255 - opacity)) / 255);
	}
}
