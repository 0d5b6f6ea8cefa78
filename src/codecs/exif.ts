const orientationTag = 0x0112;
const shortType = 3;

/** Before the TIFF file in a JPEG, and by some writers in other formats. */
const prefix = 'Exif\0\0';

/** Whether EXIF's prefix stands before the block. */
export function hasExifPrefix(exif: Uint8Array): boolean {
	return String.fromCharCode(...exif.subarray(0, prefix.length)) === prefix;
}

/**
 * The orientation that an EXIF block (a TIFF file, with or without its prefix) states, 1 (upright) to 8; 1 for any
 * other value, `undefined` where it states none or is damaged. EXIF 2.32, 4.6.4.
 */
export function readExifOrientation(exif: Uint8Array): number | undefined {
	const tiff = hasExifPrefix(exif) ? exif.subarray(prefix.length) : exif;
	const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
	try {
		const littleEndian = view.getUint16(0) === 0x4949;
		const directory = view.getUint32(4, littleEndian);
		const entries = view.getUint16(directory, littleEndian);
		for (let index = 0; index < entries; index++) {
			const entry = directory + 2 + 12 * index;
			if (view.getUint16(entry, littleEndian) === orientationTag) {
				const value = view.getUint16(entry + 8, littleEndian);
				const isValid = view.getUint16(entry + 2, littleEndian) === shortType && value >= 1 && value <= 8;
				return isValid ? value : 1;
			}
		}
	} catch {
		// A DataView's RangeError: the block ends early.
	}
	return undefined;
}
