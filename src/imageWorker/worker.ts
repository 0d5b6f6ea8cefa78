import { parentPort } from 'node:worker_threads';
import { normalize } from '../preprocessing/normalize.ts';
import { toProblem } from '../core/problem.ts';
import { decodeImage } from '../codecs/decodeImage.ts';
import type { WorkerReply, WorkerRequest, WorkerResults } from './workerProtocol.ts';

parentPort?.on('message', (request: WorkerRequest) => {
	perform(request).then(
		(result) => reply({ ok: true, result }, 'pixels' in result ? [result.pixels.buffer as ArrayBuffer] : []),
		(error: unknown) => reply({ ok: false, problem: toProblem(error) }, []),
	);
});

async function perform(request: WorkerRequest): Promise<WorkerResults[WorkerRequest['task']]> {
	switch (request.task) {
		case 'decode':
			return decodeImage(request.bytes, request.options);
		case 'normalize':
			return normalize(request.image, request.preprocessing);
	}
}

function reply(message: WorkerReply, transfer: readonly ArrayBuffer[]): void {
	parentPort?.postMessage(message, transfer);
}
