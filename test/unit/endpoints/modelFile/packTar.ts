/** How names of more than 100 characters are written; no other one needs more. */
export type TarForm = 'ustar' | 'gnu' | 'pax';

const blockSize = 512;

/** A tar archive of these files, by name, in their order. */
export function packTar(
	files: readonly (readonly [name: string, content: Uint8Array])[],
	form: TarForm = 'ustar',
): Buffer {
	const entries = files.flatMap(([name, content]) => {
		if (name.length <= 100) {
			return [packEntry(name, content, '0', form)];
		}
		switch (form) {
			case 'ustar': {
				const slash = name.lastIndexOf('/', 155);
				// Where it does not fit, `tar` falls back on the other two.
				return slash > 0 && name.length - slash - 1 <= 100
					? [packEntry(name.slice(slash + 1), content, '0', form, name.slice(0, slash))]
					: packTar([[name, content]], 'gnu').subarray(0, -2 * blockSize);
			}
			case 'gnu':
				return [
					packEntry('././@LongLink', Buffer.from(`${name}\0`), 'L', form),
					packEntry(name.slice(0, 100), content, '0', form),
				];
			case 'pax': {
				const record = ` path=${name}\n`;
				const length = record.length + `${record.length}`.length;
				const records = `14 mtime=1.25\n${length + (`${length}`.length - `${record.length}`.length)}${record}`;
				return [
					packEntry('PaxHeaders/long', Buffer.from(records), 'x', form),
					packEntry(name.slice(0, 100), content, '0', form),
				];
			}
		}
	});
	return Buffer.concat([...entries, Buffer.alloc(2 * blockSize)]);
}

function packEntry(name: string, content: Uint8Array, type: string, form: TarForm, prefix = ''): Buffer {
	const header = Buffer.alloc(blockSize);
	header.write(name, 0, 100);
	header.write('0000644\0', 100);
	header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
	header.write('00000000000\0        ', 136);
	header.write(type, 156);
	header.write(form === 'gnu' ? 'ustar  \0' : 'ustar\x0000', 257);
	header.write(prefix, 345, 155);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	return Buffer.concat([header, content, Buffer.alloc(-content.length & (blockSize - 1))]);
}
