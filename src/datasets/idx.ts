import type { Dataset } from '../core/dataset.ts';
import { digitPixels, digitSide } from '../core/image.ts';
import { ProblemError, type Problem } from '../core/problem.ts';
import { readUnpacked, type DataFile } from './dataFile.ts';
import { tableDataset, type DigitTable } from './tableDataset.ts';

/**
 * The format of MNIST's files (LeCun, Cortes and Burges): two zeros, the type of the values (8: unsigned bytes), the
 * number of dimensions, the size of each as a big-endian 32-bit integer, the values.
 */
const imagesMagic = 0x00000803;
const labelsMagic = 0x00000801;

/** Of one file: 784 MB. */
const maximumDigits = 1_000_000;

/** Whether the name is one of an idx file of images. */
export function isIdxName(name: string): boolean {
	return /[-.]idx3-ubyte(\.gz)?$/i.test(name);
}

/** The names that the labels' file may have beside one of images, the likeliest first. */
export function labelsNamesFor(imagesName: string): string[] {
	const plain = imagesName.replace(/\.gz$/i, '');
	const renamed = plain.replace(/idx3(?=-ubyte$)/i, 'idx1');
	const names = [renamed.replace(/images(?=[-.]idx1-ubyte$)/i, 'labels'), renamed].filter((name) => name !== plain);
	const packed = (name: string): string[] => (plain === imagesName ? [name, `${name}.gz`] : [`${name}.gz`, name]);
	return [...new Set(names.flatMap(packed))];
}

/**
 * MNIST's own files as a dataset, all in memory.
 * @param find the file of this name beside that of the images, where there is one
 * Rejects with a `ProblemError` of a `DatasetProblem` or a `FileProblem`, or the signal's reason.
 */
export async function openIdx(
	file: DataFile,
	find: (name: string) => Promise<DataFile | undefined>,
	signal: AbortSignal,
): Promise<Dataset & { readonly table: DigitTable }> {
	const digits = await readValues(file, imagesMagic, signal);
	const labelsFile = await findFirst(labelsNamesFor(file.name), find);
	if (!labelsFile) {
		return tableDataset(file.name, file.id, { kind: 'idx' }, { digits });
	}
	const labels = Int16Array.from(await readValues(labelsFile, labelsMagic, signal));
	const images = digits.length / digitPixels;
	if (labels.length !== images) {
		throw new ProblemError({ code: 'idxLabelCount', name: labelsFile.name, images, labels: labels.length });
	}
	return tableDataset(file.name, file.id, { kind: 'idx', labelsFile: labelsFile.name }, { digits, labels });
}

async function findFirst(
	names: readonly string[],
	find: (name: string) => Promise<DataFile | undefined>,
): Promise<DataFile | undefined> {
	for (const name of names) {
		const found = await find(name);
		if (found) {
			return found;
		}
	}
	return undefined;
}

/** The values after the header, which is checked. */
async function readValues(file: DataFile, magic: number, signal: AbortSignal): Promise<Uint8Array> {
	const { name } = file;
	const headerLength = magic === imagesMagic ? 16 : 8;
	const header = new Uint8Array(headerLength);
	let read = 0;
	let values: Uint8Array | undefined;
	for await (const piece of readUnpacked(file)) {
		signal.throwIfAborted();
		const headed = piece.subarray(0, Math.max(0, headerLength - read));
		if (headed.length > 0) {
			header.set(headed, read);
			read += headed.length;
		}
		const others = piece.subarray(headed.length);
		if (read < headerLength || others.length === 0) {
			continue;
		}
		values ??= new Uint8Array(expectedLength(header, magic, name));
		const at = read - headerLength;
		if (at + others.length > values.length) {
			throw new ProblemError({ code: 'idxLength', name, expected: values.length, received: values.length + 1 });
		}
		values.set(others, at);
		read += others.length;
	}
	if (read < headerLength) {
		throw new ProblemError(read === 0 ? { code: 'fileEmpty' } : notIdx(header.subarray(0, read), magic, name));
	}
	const expected = values?.length ?? expectedLength(header, magic, name);
	if (read - headerLength !== expected) {
		throw new ProblemError({ code: 'idxLength', name, expected, received: read - headerLength });
	}
	return values ?? new Uint8Array(0);
}

/** @throws ProblemError */
function expectedLength(header: Uint8Array, magic: number, name: string): number {
	const view = new DataView(header.buffer);
	if (view.getUint32(0) !== magic) {
		throw new ProblemError(notIdx(header, magic, name));
	}
	const count = view.getUint32(4);
	if (count > maximumDigits) {
		throw new ProblemError({ code: 'idxTooLarge', name, count, limit: maximumDigits });
	}
	if (magic === labelsMagic) {
		return count;
	}
	const [rows, columns] = [view.getUint32(8), view.getUint32(12)];
	if (rows !== digitSide || columns !== digitSide) {
		throw new ProblemError({ code: 'idxShape', name, rows, columns });
	}
	return count * digitPixels;
}

function notIdx(header: Uint8Array, magic: number, name: string): Problem {
	const found = Array.from(header.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
	return magic === imagesMagic && found === '00 00 08 01'
		? { code: 'idxIsLabels', name }
		: { code: 'notIdx', name, magic: found };
}
