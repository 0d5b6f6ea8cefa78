import { unsupported, type OpenedImage } from './openedImage.ts';

export function openWebp(): OpenedImage {
	throw unsupported('webp', 'Not read yet');
}
