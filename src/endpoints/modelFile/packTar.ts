const blockSize = 512;

/** A tar archive (POSIX `ustar`) of regular files, whose names have at most 100 characters of ASCII. */
export function packTar(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Buffer {
	const blocks = files.flatMap(({ name, bytes }) => [
		header(name, bytes.length),
		bytes,
		Buffer.alloc(-bytes.length & 511),
	]);
	return Buffer.concat([...blocks, Buffer.alloc(2 * blockSize)]);
}

function header(name: string, size: number): Buffer {
	const block = Buffer.alloc(blockSize);
	block.write(name, 0);
	block.write('0000644\0', 100);
	block.write('0000000\0', 108);
	block.write('0000000\0', 116);
	block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
	block.write('00000000000\0', 136);
	// The checksum counts itself as spaces.
	block.write(' '.repeat(8), 148);
	block.write('0', 156);
	block.write('ustar\x0000', 257, 'latin1');
	const sum = block.reduce((total, byte) => total + byte, 0);
	block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	return block;
}
