import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isTiny, mayBeTiny, tinyBytes } from '../codecs/isTiny.ts';
import { digitPixels } from '../core/image.ts';
import type { Preprocessing } from '../core/normalization.ts';
import type { PreparedFiles } from '../core/ports.ts';
import { prepare, type PrepareLimits } from './prepare.ts';
import { useThreadRoom } from './threadRoom.ts';
import type { FilesRequest } from './workerProtocol.ts';

/**
 * Reads files and prepares those that are tiny. It holds its thread: reading without waiting takes a tenth of the time.
 * What is not tiny, or goes wrong, is left to `prepare`, which has its limits and its words for it. Never rejects.
 */
export async function prepareFiles({ paths, digits, preprocessing, options }: FilesRequest): Promise<PreparedFiles> {
	const stamps = new Float64Array(paths.length * 2).fill(NaN);
	const buffer = new Uint8Array(tinyBytes);
	for (const [index, path] of paths.entries()) {
		try {
			useThreadRoom();
			const read = readTiny(path, buffer);
			const digit = read && (await prepareTiny(buffer.subarray(0, read.size), preprocessing, options));
			if (digit) {
				digits.set(digit, index * digitPixels);
				stamps.set([read.mtime, read.size], index * 2);
			}
		} catch {
			// As if it were not tiny.
		}
	}
	return { digits, stamps };
}

/** What was read into the buffer; undefined where that cannot be all of a tiny picture. */
function readTiny(path: string, buffer: Uint8Array): { readonly mtime: number; readonly size: number } | undefined {
	// Else a pipe would hold the thread until somebody writes into it.
	const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const { mtime, size } = fstatSync(file);
		return mayBeTiny(size) && readSync(file, buffer, 0, size, 0) === size
			? { mtime: mtime.getTime(), size }
			: undefined;
	} finally {
		closeSync(file);
	}
}

async function prepareTiny(bytes: Uint8Array, preprocessing: Preprocessing, limits: PrepareLimits) {
	if (!isTiny(bytes)) {
		return undefined;
	}
	const { digits } = await prepare(bytes, preprocessing, { ...limits, steps: false });
	// Several go the whole way.
	return digits.length === 1 ? digits[0].digit : undefined;
}
