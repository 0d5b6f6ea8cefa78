import { element } from './element.ts';
import type { GrayPicture } from '../classify/protocol.ts';

/** A canvas with one pixel per pixel of the picture; CSS gives it its size on the screen. */
export function grayCanvas(picture: GrayPicture, description: string): HTMLCanvasElement {
	const { width, height } = picture;
	const canvas = element('canvas', {
		width: `${width}`,
		height: `${height}`,
		role: 'img',
		'aria-label': description,
	});
	const luma = atob(picture.base64);
	const image = new ImageData(width, height);
	for (let index = 0; index < width * height; index++) {
		image.data.fill(luma.charCodeAt(index), index * 4, index * 4 + 3);
		image.data[index * 4 + 3] = 255;
	}
	canvas.getContext('2d')?.putImageData(image, 0, 0);
	return canvas;
}
