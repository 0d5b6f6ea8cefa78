import { parentPort } from 'node:worker_threads';
import { toProblem } from '../core/problem.ts';
import { prepare } from './prepare.ts';
import type { WorkerReply, WorkerRequest } from './workerProtocol.ts';

parentPort?.on('message', ({ bytes, preprocessing, options }: WorkerRequest) => {
	prepare(bytes, preprocessing, options).then(
		(result) => reply({ ok: true, result }),
		(error: unknown) => reply({ ok: false, problem: toProblem(error) }),
	);
});

function reply(message: WorkerReply): void {
	parentPort?.postMessage(message);
}
