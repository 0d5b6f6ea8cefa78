import { modelBroken } from '../../models/problems.ts';

export interface TarFile {
	readonly name: string;
	/** A view of the archive. */
	readonly bytes: Uint8Array;
}

const blockSize = 512;
const decoder = new TextDecoder();

/**
 * The regular files of a POSIX `ustar` archive, as `tar` and Python's `tarfile` write it; folders, links and the
 * extended headers of other kinds of entry are passed over. Long names come cut: a model's is short.
 *
 * @throws ProblemError `modelBroken`
 */
export function readTar(archive: Uint8Array): TarFile[] {
	const files: TarFile[] = [];
	for (let offset = 0; offset + blockSize <= archive.length;) {
		const header = archive.subarray(offset, offset + blockSize);
		if (header.every((byte) => byte === 0)) {
			break;
		}
		if (checksum(header) !== readOctal(header, 148, 8)) {
			throw modelBroken('not a tar archive');
		}
		const start = offset + blockSize;
		const size = readOctal(header, 124, 12);
		if (start + size > archive.length) {
			throw modelBroken('the archive is cut short');
		}
		const type = header[156];
		if (type === 0 || type === 0x30) {
			files.push({ name: readText(header, 0, 100), bytes: archive.subarray(start, start + size) });
		}
		offset = start + Math.ceil(size / blockSize) * blockSize;
	}
	return files;
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

function readOctal(header: Uint8Array, start: number, length: number): number {
	const text = readText(header, start, length).trim();
	if (!/^[0-7]+$/.test(text)) {
		throw modelBroken('a number in a header is not octal');
	}
	return Number.parseInt(text, 8);
}
