/** The longer side of a picture as it is shown, in pixels: frames are half as wide at the most. */
const shownSide = 640;

/** In bytes: what is smaller takes little memory as it is. */
const smallFile = 20_000;

/**
 * A photo as large as it is shown: of the file itself the page would hold every pixel while it is in sight, and every
 * byte from then on. What is small or cannot be drawn stays as it is.
 */
export async function shrink(file: Blob): Promise<Blob> {
	const whole = file.size > smallFile ? await createImageBitmap(file).catch(() => undefined) : undefined;
	if (!whole) {
		return file;
	}
	const scale = shownSide / Math.max(whole.width, whole.height);
	try {
		return scale < 1 ? await draw(whole, scale) : file;
	} finally {
		whole.close();
	}
}

async function draw(whole: ImageBitmap, scale: number): Promise<Blob> {
	const canvas = new OffscreenCanvas(Math.ceil(whole.width * scale), Math.ceil(whole.height * scale));
	const context = canvas.getContext('2d');
	if (!context) {
		throw new Error('The page cannot draw');
	}
	context.imageSmoothingQuality = 'high';
	context.drawImage(whole, 0, 0, canvas.width, canvas.height);
	return canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
}
