/** The names of files that are offered as pictures; what a file really is, its content tells. */
export const pictureExtensions = [
	'jpg',
	'jpeg',
	'jpe',
	'jfif',
	'png',
	'gif',
	'bmp',
	'webp',
	'avif',
	'tif',
	'tiff',
] as const;

/** @param path a URI's, or a file's name alone. */
export function isPictureName(path: string): boolean {
	const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
	return (pictureExtensions as readonly (string | undefined)[]).includes(extension);
}
