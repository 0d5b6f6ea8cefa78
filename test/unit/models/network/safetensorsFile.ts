/** A safetensors file: the header as Python writes it, filled up with spaces to 8 bytes, and the data. */
export function safetensorsFile(header: object | string, data: Uint8Array): Uint8Array {
	const text = typeof header === 'string' ? header : JSON.stringify(header);
	const padded = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
	const length = Buffer.alloc(8);
	length.writeBigUInt64LE(BigInt(padded.length));
	return Uint8Array.from(Buffer.concat([length, padded, data]));
}
