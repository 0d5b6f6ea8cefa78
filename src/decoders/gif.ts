import { GifReader } from 'omggif';
import { broken, guard, unsupported, type OpenedImage } from './openedImage.ts';
import { rgbaToGray } from './rgba.ts';

/** GIF: the first frame, where it lies on its canvas. */
export function openGif(bytes: Uint8Array): OpenedImage {
	// omggif is typed for Buffer and content with any bytes.
	const reader = guard('gif', () => new GifReader(bytes as Buffer));
	const { width, height } = reader;
	if (reader.numFrames() === 0 || width === 0 || height === 0) {
		throw broken('gif', 'No picture');
	}
	const frame = reader.frameInfo(0);
	if (frame.x + frame.width > width || frame.y + frame.height > height) {
		throw unsupported('gif', 'A frame beyond its canvas');
	}
	if (frame.palette_offset === null) {
		throw broken('gif', 'No palette');
	}
	return {
		width,
		height,
		orientation: 1,
		memoryFor: () => 7 * width * height,
		decode: () => {
			const rgba = new Uint8Array(4 * width * height);
			guard('gif', () => reader.decodeAndBlitFrameRGBA(0, rgba));
			return { width, height, pixels: rgbaToGray(rgba) };
		},
	};
}
