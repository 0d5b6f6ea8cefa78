import { unsupported, type OpenedImage } from './openedImage.ts';

export function openBmp(): OpenedImage {
	throw unsupported('bmp', 'Not read yet');
}
