import type { GrayPicture } from '../../presentation/view.ts';
import { drawGray, emptyCanvas } from '../shared/grayCanvas.ts';

/** Puts the picture on the clipboard as PNG, a pixel for a pixel. Rejects where that is not allowed. */
export async function copyPicture(picture: GrayPicture): Promise<void> {
	const canvas = emptyCanvas('');
	drawGray(canvas, picture);
	const png = new Promise<Blob>((resolve, reject) => {
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('There is no PNG of it'))), 'image/png');
	});
	// A promise, since some browsers let nothing be written once the click is a while ago.
	await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
