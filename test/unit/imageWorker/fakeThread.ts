import type { ProblemError } from '../../../src/core/problem.ts';
import type { Reply, Thread } from '../../../src/imageWorker/queue.ts';

/** A thread that answers when it is told to. */
export class FakeThread implements Thread<string, string> {
	isAlive = true;
	readonly log: string[] = [];
	answer: (reply: Reply<string>) => void = () => undefined;
	die: (error: ProblemError) => void = () => undefined;

	run(job: string): Promise<Reply<string>> {
		if (job === 'cannot be handed over') {
			throw new TypeError('could not be cloned');
		}
		this.log.push(job);
		return new Promise((resolve, reject) => {
			[this.answer, this.die] = [resolve, reject];
		});
	}

	rest(): void {
		this.log.push('rests');
	}

	end(): void {
		this.log.push('ended');
	}
}
