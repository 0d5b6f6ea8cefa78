import type { Queue } from '../imageWorker/queue.ts';
import { classifyDigits, type ClassifyDigits, type LocalModel } from '../models/classifyDigits.ts';
import { share } from './share.ts';
import { joinDigits, toPredictions, type Answers, type ClassifyRequest } from './workerProtocol.ts';

/** On threads that hear what `worker.ts` does; should they fail, on the caller's. */
export function classifyOnThreads(threads: Queue<ClassifyRequest, Answers>): ClassifyDigits {
	const shared = new WeakMap<LocalModel, LocalModel>();
	const toShared = (model: LocalModel): LocalModel => {
		const known = shared.get(model) ?? share(model);
		shared.set(model, known);
		return known;
	};
	return async (model, digits) => {
		const toJob = () => ({ model: toShared(model), digits: joinDigits(digits) });
		const answers = await threads.add(toJob, new AbortController().signal).catch(() => undefined);
		return answers ? toPredictions(answers) : classifyDigits(model, digits);
	};
}
