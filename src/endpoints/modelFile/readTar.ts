import { modelBroken } from '../../models/problems.ts';

export interface TarFile {
	readonly name: string;
	/** A view of the archive. */
	readonly bytes: Uint8Array;
}

const blockSize = 512;
const decoder = new TextDecoder();

/** Whether it starts with a tar archive's first header, or what is left of one, or with the end of an empty one. */
export function isTar(bytes: Uint8Array): boolean {
	const header = bytes.subarray(0, blockSize);
	const isHeader = isZero(header) || checksum(header) === readOctal(header, 148, 8);
	return readText(header, 257, 5) === 'ustar' || (header.length === blockSize && isHeader);
}

/**
 * The regular files of a tar archive, as `tar` and Python's `tarfile` write it, long names of POSIX (pax) and GNU
 * too; folders, links and other kinds of entry are passed over.
 *
 * @throws ProblemError `modelBroken`
 */
export function readTar(archive: Uint8Array): TarFile[] {
	const files: TarFile[] = [];
	/** Of the next entry, where the one before it says so. */
	let longName: string | undefined;
	for (let offset = 0; offset + blockSize <= archive.length;) {
		const header = archive.subarray(offset, offset + blockSize);
		if (isZero(header)) {
			break;
		}
		const size = readOctal(header, 124, 12);
		if (size === undefined || checksum(header) !== readOctal(header, 148, 8)) {
			throw modelBroken('not a tar archive');
		}
		const start = offset + blockSize;
		if (start + size > archive.length) {
			throw modelBroken('the archive is cut short');
		}
		const bytes = archive.subarray(start, start + size);
		offset = start + Math.ceil(size / blockSize) * blockSize;
		switch (readText(header, 156, 1)) {
			case 'L':
				longName = readText(bytes, 0, size);
				continue;
			case 'x':
				longName = readPath(bytes) ?? longName;
				continue;
			case '':
			case '0':
			case '7':
				files.push({ name: longName ?? nameOf(header), bytes });
		}
		longName = undefined;
	}
	return files;
}

/** A POSIX header's name may go on in front; GNU's has other things there. */
function nameOf(header: Uint8Array): string {
	const prefix = readText(header, 257, 6) === 'ustar' ? readText(header, 345, 155) : '';
	const name = readText(header, 0, 100);
	return prefix === '' ? name : `${prefix}/${name}`;
}

/** The `path` of a pax header's records, each `LENGTH KEY=VALUE\n`, where the length is in bytes and its own too. */
function readPath(records: Uint8Array): string | undefined {
	for (let start = 0; start < records.length;) {
		const length = Number.parseInt(decoder.decode(records.subarray(start, start + 20)), 10);
		if (!(length > 0)) {
			throw modelBroken('a header of the archive is damaged');
		}
		const record = decoder.decode(records.subarray(start, start + length - 1));
		const path = /^\d+ path=([^]*)$/.exec(record)?.[1];
		if (path !== undefined) {
			return path;
		}
		start += length;
	}
	return undefined;
}

function isZero(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte === 0);
}

/** The sum of all bytes, those of the checksum itself as spaces. */
function checksum(header: Uint8Array): number {
	return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

function readText(header: Uint8Array, start: number, length: number): string {
	const text = header.subarray(start, start + length);
	const end = text.indexOf(0);
	return decoder.decode(end === -1 ? text : text.subarray(0, end));
}

/** Undefined of what is no octal number. */
function readOctal(header: Uint8Array, start: number, length: number): number | undefined {
	const text = readText(header, start, length).trim();
	return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : undefined;
}
