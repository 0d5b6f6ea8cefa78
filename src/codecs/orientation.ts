import { readExifOrientation } from './exif.ts';

/** How a picture is turned upright, and who says so. */
export interface Orientation {
	/** EXIF's: 1 (upright) to 8. */
	readonly orientation: number;
	/** Whether XMP says so, which browsers do not look at. */
	readonly orientationByXmp?: boolean;
}

/** EXIF's word, else that of XMP, as Pillow's `exif_transpose` has it. Either block may be missing. */
export function readOrientation(exif: Uint8Array | undefined, xmp: Uint8Array | undefined): Orientation {
	const byExif = exif && readExifOrientation(exif);
	const byXmp = byExif === undefined && xmp ? readXmpOrientation(xmp) : 1;
	return byXmp === 1 ? { orientation: byExif ?? 1 } : { orientation: byXmp, orientationByXmp: true };
}

/** Of a header that says more. */
export function orientationOf({ orientation, orientationByXmp }: Orientation): Orientation {
	return { orientation, ...(orientationByXmp && { orientationByXmp }) };
}

function readXmpOrientation(xmp: Uint8Array): number {
	const [, digit = '1'] = /tiff:Orientation(?:="|>)([1-8])/.exec(Buffer.from(xmp).toString('latin1')) ?? [];
	return Number(digit);
}
