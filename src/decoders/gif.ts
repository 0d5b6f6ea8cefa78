import { unsupported, type OpenedImage } from './openedImage.ts';

export function openGif(): OpenedImage {
	throw unsupported('gif', 'Not read yet');
}
