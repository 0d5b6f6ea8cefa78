import { readOrientation } from '../exif.ts';
import { broken, unsupported } from '../openedImage.ts';

export interface JpegHeader {
	/** As stored, in pixels. */
	readonly width: number;
	readonly height: number;
	/** 1 (gray), 3 (colour) or 4 (CMYK or YCCK). */
	readonly components: number;
	readonly progressive: boolean;
	/** EXIF's: 1 (upright) to 8. */
	readonly orientation: number;
	/** How many times the file goes over the picture, or over some of its components. */
	readonly scans: number;
	/** The coefficients that a decoder holds until the last scan, in bytes. */
	readonly coefficientBytes: number;
}

interface Frame {
	readonly width: number;
	readonly height: number;
	readonly components: number;
	readonly progressive: boolean;
	/** Samples of all components, in whole blocks. */
	readonly samples: number;
}

/**
 * Reads what a JPEG file (ITU-T T.81, Annex B) says of itself, without decoding.
 * @throws ProblemError for what cannot be decoded: lossless, hierarchical, arithmetic-coded and 12-bit files,
 * heights that come after the scan.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
	let frame: Frame | undefined;
	let orientation = 1;
	let offset = 2;
	for (;;) {
		const marker = bytes.indexOf(0xff, offset);
		const code = bytes[marker + 1];
		if (marker < 0 || code === undefined) {
			throw broken('jpeg', 'Ends before its first scan');
		}
		if (code === 0xff) {
			offset = marker + 1;
			continue;
		}
		if (code === 0x00 || code === 0x01 || (code >= 0xd0 && code <= 0xd8)) {
			offset = marker + 2;
			continue;
		}
		const content = bytes.subarray(marker + 4, marker + 2 + readUint16(bytes, marker + 2));
		if (code === 0xda) {
			if (!frame) {
				throw broken('jpeg', 'A scan before the frame');
			}
			const scans = 1 + countScans(bytes, marker + 2);
			const isBuffered = frame.progressive || content[0] !== frame.components;
			const { samples, ...rest } = frame;
			return { ...rest, orientation, scans, coefficientBytes: isBuffered ? 2 * samples : 0 };
		}
		if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc) {
			frame = readFrame(code, content);
		} else if (code === 0xe1 && isExif(content) && orientation === 1) {
			orientation = readOrientation(content.subarray(6));
		} else if (code === 0xd9) {
			throw broken('jpeg', 'Ends before its first scan');
		}
		offset = marker + 4 + content.length;
	}
}

function readFrame(code: number, content: Uint8Array): Frame {
	const [precision, , , , , components] = content;
	if (components === undefined || content.length < 6 + 3 * components) {
		throw broken('jpeg', 'A frame header that is too short');
	}
	const height = readUint16(content, 1);
	const width = readUint16(content, 3);
	if (code > 0xc2) {
		throw unsupported('jpeg', `SOF${code - 0xc0}`);
	}
	if (precision !== 8) {
		throw unsupported('jpeg', `${precision} bits`);
	}
	if (![1, 3, 4].includes(components)) {
		throw unsupported('jpeg', `${components} components`);
	}
	if (width === 0 || height === 0) {
		throw unsupported('jpeg', `${width}×${height}`);
	}
	const factors = Array.from({ length: components }, (_, index) => content[7 + 3 * index] as number);
	const horizontal = factors.map((factor) => factor >> 4);
	const vertical = factors.map((factor) => factor & 15);
	if (Math.min(...horizontal, ...vertical) < 1 || Math.max(...horizontal, ...vertical) > 4) {
		throw broken('jpeg', 'Impossible sampling factors');
	}
	const columns = Math.ceil(width / (8 * Math.max(...horizontal)));
	const rows = Math.ceil(height / (8 * Math.max(...vertical)));
	const blocks = factors.reduce((sum, factor) => sum + (factor >> 4) * (factor & 15), 0);
	return { width, height, components, progressive: code === 0xc2, samples: columns * rows * blocks * 64 };
}

function countScans(bytes: Uint8Array, start: number): number {
	let scans = 0;
	for (let marker = bytes.indexOf(0xff, start); marker >= 0; marker = bytes.indexOf(0xff, marker + 1)) {
		const code = bytes[marker + 1];
		if (code === 0xd9) {
			break;
		}
		if (code === 0xda) {
			scans++;
		}
	}
	return scans;
}

function isExif(content: Uint8Array): boolean {
	return content.length > 6 && String.fromCharCode(...content.subarray(0, 6)) === 'Exif\0\0';
}

/** Big-endian; 0 past the end. */
function readUint16(bytes: Uint8Array, offset: number): number {
	return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
