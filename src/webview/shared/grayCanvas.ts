import type { GrayPicture } from '../../presentation/view.ts';
import { element } from './element.ts';

/** A canvas that holds nothing yet. */
export function emptyCanvas(description: string): HTMLCanvasElement {
	return element('canvas', { width: '1', height: '1', role: 'img', 'aria-label': description });
}

/** One pixel per pixel of the picture; CSS gives the canvas its size on the screen. */
export function drawGray(canvas: HTMLCanvasElement, { width, height, pixels }: GrayPicture): void {
	canvas.width = width;
	canvas.height = height;
	const image = new ImageData(width, height);
	for (const [index, luma] of pixels.entries()) {
		image.data.fill(luma, index * 4, index * 4 + 3);
		image.data[index * 4 + 3] = 255;
	}
	canvas.getContext('2d')?.putImageData(image, 0, 0);
}
