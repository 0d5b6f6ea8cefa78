/** Below this luma a pixel is dark. */
const middle = 128;

/** Of what is visible, the least share that must be dark for the picture to be dark ink on light paper. */
const darkShare = 0.01;

/**
 * Puts a transparent picture on paper, in place: on white, as a person would, or on black where hardly anything
 * visible is dark, so that light ink does not vanish. Both are as long as the picture has pixels; `alpha` is
 * 0 (transparent) to 255.
 */
export function putOnPaper(pixels: Uint8Array, alpha: Uint8Array): void {
	let visible = 0;
	let dark = 0;
	for (let index = 0; index < pixels.length; index++) {
		const opacity = alpha[index] as number;
		visible += opacity;
		if ((pixels[index] as number) < middle) {
			dark += opacity;
		}
	}
	const paper = dark < darkShare * visible ? 0 : 255;
	for (let index = 0; index < pixels.length; index++) {
		const opacity = alpha[index] as number;
		pixels[index] = Math.round(((pixels[index] as number) * opacity + paper * (255 - opacity)) / 255);
	}
}
