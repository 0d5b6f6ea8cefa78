import { parentPort } from 'node:worker_threads';
import { toProblem } from '../core/problem.ts';
import type { Reply } from '../imageWorker/queue.ts';
import { classifyDigits } from '../models/classifyDigits.ts';
import { splitDigits, toAnswers, type Answers, type ClassifyRequest } from './workerProtocol.ts';

parentPort?.on('message', (request: ClassifyRequest) => {
	// As one file, the program's thread hears other requests, too.
	if ('model' in request) {
		void answer(request);
	}
});

async function answer({ model, digits }: ClassifyRequest): Promise<void> {
	const reply = (message: Reply<Answers>, transfer?: ArrayBuffer[]) => parentPort?.postMessage(message, transfer);
	try {
		const result = toAnswers(await classifyDigits(model, splitDigits(digits)));
		reply({ ok: true, result }, [result.labels.buffer, result.probabilities.buffer]);
	} catch (error) {
		reply({ ok: false, problem: toProblem(error) });
	}
}
