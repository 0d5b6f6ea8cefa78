import { parentPort } from 'node:worker_threads';
import { toProblem } from '../core/problem.ts';
import { outOfScratch } from '../core/scratch.ts';
import { preparePicture } from './preparePicture.ts';
import { prepareFiles } from './prepareFiles.ts';
import type { Reply } from './queue.ts';
import type { FilesRequest, PictureRequest } from './workerProtocol.ts';

parentPort?.on('message', (request: PictureRequest | FilesRequest) => {
	if ('paths' in request) {
		answer(prepareFiles(request), ({ digits, stamps }) => [digits.buffer, stamps.buffer]);
	} else if ('picture' in request) {
		answer(preparePicture(request), () => []);
	}
});

function answer<Result>(work: Promise<Result>, toTransfer: (result: Result) => ArrayBuffer[]): void {
	const reply = (message: Reply<Result>, transfer?: ArrayBuffer[]) => parentPort?.postMessage(message, transfer);
	work.then(
		(result) => reply({ ok: true, result }, toTransfer(result)),
		(error: unknown) => reply({ ok: false, problem: outOfScratch(toProblem(error)) }),
	);
}
