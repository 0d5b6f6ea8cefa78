import { crc32, deflateSync } from 'node:zlib';
import type { GrayImage } from '../../core/image.ts';

/** `137 P N G \r \n 26 \n` (PNG, third edition, 5.2). */
const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** An 8-bit grayscale PNG file of the pixels as they are (PNG, third edition, 11.2). */
export function encodePng({ width, height, pixels }: GrayImage): Uint8Array {
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	// Depth 8; colour type, compression, filter method and interlacing stay 0.
	view.setUint8(8, 8);
	// Each row after a byte that names its filter: 0, none.
	const rows = new Uint8Array((width + 1) * height);
	for (let row = 0; row < height; row++) {
		rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
	}
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', new Uint8Array()),
	]);
}

/** Its length, type, content, and the checksum of the last two. */
function chunk(type: string, content: Uint8Array): Uint8Array {
	const whole = Buffer.alloc(content.length + 12);
	whole.writeUInt32BE(content.length);
	whole.write(type, 4, 'latin1');
	whole.set(content, 8);
	whole.writeUInt32BE(crc32(whole.subarray(4, -4)), content.length + 8);
	return whole;
}
