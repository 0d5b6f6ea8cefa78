import { isSameDigit } from '../core/image.ts';
import type { Endpoint, Prepare, Prepared } from '../core/ports.ts';
import { ProblemError, toProblem } from '../core/problem.ts';
import { classifyPictures } from './classifyPictures.ts';
import type { Classified, Failed } from './outcome.ts';
import type { Picture } from './readyPicture.ts';

export interface Another {
	/** Perhaps still being loaded. */
	readonly endpoint: Promise<Endpoint>;
	/** For an endpoint that needs the file: whether it is still the one that `prepared` comes from. */
	readonly prepare: Prepare;
}

/**
 * What another endpoint says of a picture that is prepared: of the very same digits, so that what differs is the
 * model. Rejects with nothing but the signal's reason.
 */
export async function askAnother(
	picture: Picture,
	prepared: Prepared,
	{ endpoint, prepare }: Another,
	signal: AbortSignal,
): Promise<Classified | Failed> {
	try {
		const needsFile = (await endpoint).needs === 'original';
		const pipeline = {
			endpoint,
			preprocessing: prepared.asked,
			steps: false,
			prepare: async (...job: Parameters<Prepare>) => {
				if (needsFile && !hasSameDigits(prepared, await prepare(...job))) {
					throw new ProblemError({ code: 'fileChanged' });
				}
				return prepared;
			},
		};
		const known = needsFile ? picture : { name: picture.name, read: async () => new Uint8Array() };
		for await (const { index: _, ...outcome } of classifyPictures([known], pipeline, signal)) {
			return outcome;
		}
	} catch (error) {
		signal.throwIfAborted();
		return { ok: false, problem: toProblem(error) };
	}
	throw signal.reason;
}

function hasSameDigits({ digits }: Prepared, { digits: others }: Prepared): boolean {
	return digits.length === others.length && digits.every(({ digit }, at) => isSameDigit(digit, others[at]?.digit));
}
