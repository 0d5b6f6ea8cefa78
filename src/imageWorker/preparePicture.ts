import type { PreparedFile } from '../core/ports.ts';
import { outOfScratch } from '../core/scratch.ts';
import { prepare } from './prepare.ts';
import { readInScratch } from './readLocal.ts';
import { useThreadRoom } from './threadRoom.ts';
import type { PictureRequest } from './workerProtocol.ts';

/** Reads a picture, where it comes as a path, and prepares it. No other may be prepared meanwhile on the same thread. */
export async function preparePicture({ picture, preprocessing, options }: PictureRequest): Promise<PreparedFile> {
	useThreadRoom();
	const started = performance.now();
	const bytes = typeof picture === 'string' ? readInScratch(picture) : picture;
	const read = performance.now() - started;
	const prepared = outOfScratch(await prepare(bytes, preprocessing, options));
	return { ...prepared, times: { ...prepared.times, read } };
}
