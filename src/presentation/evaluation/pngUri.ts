/** How the checksum of PNG's chunks changes with each byte (RFC 2083, appendix 15). */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) {
		value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	}
	return value;
});

/**
 * A small gray image as a `data:` URI of a PNG that is not compressed, which any runtime can write.
 * @param pixels row-major luma, 0..255, less than 64 kB with a byte more for each row
 */
export function pngUri(width: number, height: number, pixels: Uint8Array): string {
	// Each row begins with its filter: none.
	const rows = new Uint8Array(height * (width + 1));
	for (let y = 0; y < height; y++) {
		rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
	}
	const header = [...toBytes(width), ...toBytes(height), 8, 0, 0, 0, 0];
	const length = [rows.length & 0xff, rows.length >>> 8];
	// RFC 1950 and 1951: one stored block, which is the last one.
	const packed = [
		0x78,
		0x01,
		0x01,
		...length,
		...length.map((byte) => byte ^ 0xff),
		...rows,
		...toBytes(adler32(rows)),
	];
	const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
	const png = [...signature, ...toChunk('IHDR', header), ...toChunk('IDAT', packed), ...toChunk('IEND', [])];
	return `data:image/png;base64,${btoa(String.fromCharCode(...png))}`;
}

function toChunk(type: string, data: readonly number[]): number[] {
	const body = [...Array.from(type, (letter) => letter.charCodeAt(0)), ...data];
	const crc = ~body.reduce((value, byte) => (crcTable[(value ^ byte) & 0xff] as number) ^ (value >>> 8), ~0);
	return [...toBytes(data.length), ...body, ...toBytes(crc)];
}

function toBytes(value: number): number[] {
	return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}

function adler32(bytes: Uint8Array): number {
	let [low, high] = [1, 0];
	for (const byte of bytes) {
		low = (low + byte) % 65521;
		high = (high + low) % 65521;
	}
	return high * 2 ** 16 + low;
}
