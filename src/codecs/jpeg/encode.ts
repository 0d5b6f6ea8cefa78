import encode from 'jpeg-js/lib/encoder.js';
import type { GrayImage } from '../../core/image.ts';

/** Of a Huffman table: the bits of a code, as text → its symbol. */
type Codes = ReadonlyMap<string, number>;

/** ITU-T T.81, table B.1. */
const Marker = { startOfFrame: 0xc0, huffmanTables: 0xc4, startOfScan: 0xda } as const;

/** Where `jpeg-js` puts its tables, by T.81's class (DC 0, AC 1) × 16 + number. */
const lumaTables = { dc: 0x00, ac: 0x10 };
const chromaTables = { dc: 0x01, ac: 0x11 };

/**
 * A baseline JPEG of one component, as Pillow's mode `L`, with all quantisers 1 (quality 100): decoded it is within ±1
 * of `image`. `jpeg-js` writes three components, which `np.array` turns into 28×28×3; those of colour, flat for a
 * gray picture, are taken out without loss, as `jpegtran -grayscale` does.
 */
export function encodeJpeg({ width, height, pixels }: GrayImage): Uint8Array {
	const rgba = Uint8Array.from({ length: 4 * pixels.length }, (_, index) => pixels[index >> 2] as number);
	const jpeg = encode({ width, height, data: rgba }, 100).data;
	const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
	let tables = new Map<number, Codes>();
	let start = 2;
	for (;;) {
		const marker = jpeg[start + 1];
		const end = start + 2 + jpeg.readUInt16BE(start + 2);
		const content = jpeg.subarray(start + 4, end);
		if (marker === Marker.startOfScan) {
			const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
			const scan = keepLuma(jpeg.subarray(end, -2), blocks, tables);
			kept.push(Buffer.of(0xff, marker, 0, 8, 1, 1, 0, 0, 63, 0), scan, jpeg.subarray(-2));
			return new Uint8Array(Buffer.concat(kept));
		}
		if (marker === Marker.startOfFrame) {
			kept.push(Buffer.of(0xff, marker, 0, 11), content.subarray(0, 5), Buffer.of(1, 1, 0x11, 0));
		} else {
			kept.push(jpeg.subarray(start, end));
		}
		if (marker === Marker.huffmanTables) {
			tables = readTables(content);
		}
		start = end;
	}
}

/** T.81, B.2.4.2 and annex C. */
function readTables(content: Uint8Array): Map<number, Codes> {
	const tables = new Map<number, Codes>();
	for (let start = 0; start < content.length;) {
		const codes = new Map<string, number>();
		let next = start + 17;
		for (let length = 1, code = 0; length <= 16; length++, code *= 2) {
			for (let count = content[start + length] as number; count > 0; count--) {
				codes.set((code++).toString(2).padStart(length, '0'), content[next++] as number);
			}
		}
		tables.set(content[start] as number, codes);
		start = next;
	}
	return tables;
}

/** Of a scan of `blocks` times one block of luma and two of chroma, the luma. */
function keepLuma(scan: Uint8Array, blocks: number, tables: ReadonlyMap<number, Codes>): Uint8Array {
	const bits = toBits(scan);
	let at = 0;
	/** Passes over the bits of the value, too, which a symbol counts in its lower half (T.81, F.1.2). */
	const passSymbol = (table: number): number => {
		for (let end = at + 1; end <= bits.length; end++) {
			const symbol = tables.get(table)?.get(bits.slice(at, end));
			if (symbol !== undefined) {
				at = end + (symbol & 15);
				return symbol;
			}
		}
		throw new RangeError('A scan that ends too early');
	};
	const passBlock = ({ dc, ac }: typeof lumaTables): string => {
		const start = at;
		passSymbol(dc);
		for (let count = 1, symbol; count < 64 && (symbol = passSymbol(ac)) !== 0;) {
			count += (symbol >> 4) + 1;
		}
		return bits.slice(start, at);
	};
	let luma = '';
	for (let block = 0; block < blocks; block++) {
		luma += passBlock(lumaTables);
		passBlock(chromaTables);
		passBlock(chromaTables);
	}
	return fromBits(luma);
}

/** In a scan, 0xff is followed by 0, or it would be a marker. */
function toBits(scan: Uint8Array): string {
	const bytes = scan.filter((_, index) => scan[index - 1] !== 0xff);
	return Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
}

/** Fills the last byte with ones. */
function fromBits(bits: string): Uint8Array {
	const bytes = (bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '1'), 2));
	return Uint8Array.from(bytes.flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])));
}
