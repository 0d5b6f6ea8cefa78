import { hasExifPrefix, readExifOrientation } from '../exif.ts';
import { broken, unsupported } from '../openedImage.ts';
import { readOrientation, type Orientation } from '../orientation.ts';

export interface JpegHeader extends Orientation {
	/** As stored, in pixels. */
	readonly width: number;
	readonly height: number;
	/** 1 (gray), 3 (colour) or 4 (CMYK or YCCK). */
	readonly components: number;
	readonly progressive: boolean;
	/** How many times the file goes over the picture, or over some of its components. */
	readonly scans: number;
	/** Whether the scans that begin give every component to its last bit: a file whose end is missing may lack some. */
	readonly hasAllScans: boolean;
	/** The coefficients that a decoder holds until the last scan, in bytes. */
	readonly coefficientBytes: number;
}

/** XMP, part 3, 1.1.3. */
const xmpPrefix = 'http://ns.adobe.com/xap/1.0/\0';

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
	let exif: Uint8Array | undefined;
	let xmp: Uint8Array | undefined;
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
			const isBuffered = frame.progressive || content[0] !== frame.components;
			const { width, height, components, progressive, samples } = frame;
			const { scans, hasAllScans } = readScans(bytes, marker, frame);
			const coefficientBytes = isBuffered ? 2 * samples : 0;
			const whole = { ...readOrientation(exif, xmp), scans, hasAllScans, coefficientBytes };
			return { width, height, components, progressive, ...whole };
		}
		if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc) {
			frame = readFrame(code, content);
		} else if (code === 0xe1 && hasExifPrefix(content) && (!exif || (readExifOrientation(exif) ?? 1) === 1)) {
			exif = content;
		} else if (code === 0xe1 && hasXmpPrefix(content)) {
			xmp ??= content;
		} else if (code === 0xd9) {
			throw broken('jpeg', 'Ends before its first scan');
		}
		offset = marker + 4 + content.length;
	}
}

function hasXmpPrefix(content: Uint8Array): boolean {
	return String.fromCharCode(...content.subarray(0, xmpPrefix.length)) === xmpPrefix;
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
	let [mostHorizontal, mostVertical, blocks] = [0, 0, 0];
	for (let index = 0; index < components; index++) {
		const factors = content[7 + 3 * index] as number;
		const [horizontal, vertical] = [factors >> 4, factors & 15];
		if (horizontal < 1 || vertical < 1 || horizontal > 4 || vertical > 4) {
			throw broken('jpeg', 'Impossible sampling factors');
		}
		mostHorizontal = Math.max(mostHorizontal, horizontal);
		mostVertical = Math.max(mostVertical, vertical);
		blocks += horizontal * vertical;
	}
	const columns = Math.ceil(width / (8 * mostHorizontal));
	const rows = Math.ceil(height / (8 * mostVertical));
	return { width, height, components, progressive: code === 0xc2, samples: columns * rows * blocks * 64 };
}

function readScans(
	bytes: Uint8Array,
	start: number,
	{ components, progressive }: Frame,
): Pick<JpegHeader, 'scans' | 'hasAllScans'> {
	if (!progressive && bytes[start + 4] === components) {
		// All is in this scan, and libjpeg refuses another.
		return { scans: 1, hasAllScans: true };
	}
	let scans = 0;
	/** By component, the bits that each of its coefficients lacks; T.81, G.1.1.1. */
	const missing = new Map<number, Uint8Array>();
	for (let marker = start; marker >= 0; marker = bytes.indexOf(0xff, marker + 1)) {
		const code = bytes[marker + 1];
		if (code === 0xd9) {
			break;
		}
		if (code === 0xda) {
			scans++;
			const count = Math.min(components, bytes[marker + 4] ?? 0);
			const [first = 0, last = 63, bits = 0] = progressive ? bytes.subarray(marker + 5 + 2 * count) : [];
			for (let index = 0; index < count; index++) {
				const component = bytes[marker + 5 + 2 * index] ?? 0;
				const lacks = missing.get(component) ?? new Uint8Array(64).fill(16);
				missing.set(component, lacks.fill(bits & 15, first, last + 1));
			}
		}
	}
	const isWhole = [...missing.values()].every((lacks) => lacks.every((count) => count === 0));
	return { scans, hasAllScans: isWhole && missing.size === components };
}

/** Big-endian; 0 past the end. */
export function readUint16(bytes: Uint8Array, offset: number): number {
	return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}
