const orientationTag = 0x0112;
const shortType = 3;

/**
 * The orientation that an EXIF block (a TIFF file) states, 1 (upright) to 8; 1 where it states none or is damaged.
 * EXIF 2.32, 4.6.4.
 */
export function readOrientation(tiff: Uint8Array): number {
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
	return 1;
}
