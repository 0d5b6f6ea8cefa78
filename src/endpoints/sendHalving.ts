import { ProblemError } from '../core/problem.ts';

/**
 * Sends rows, one half after the other where they are too large for the service all at once.
 * @returns what `send` gives for each row, in order
 */
export async function sendHalving<T>(
	rows: readonly string[],
	send: (rows: readonly string[]) => Promise<readonly T[]>,
	tooLarge: (problem: ProblemError['problem']) => boolean,
): Promise<readonly T[]> {
	try {
		return await send(rows);
	} catch (error) {
		if (!(error instanceof ProblemError && tooLarge(error.problem)) || rows.length < 2) {
			throw error;
		}
		const half = Math.ceil(rows.length / 2);
		const first = await sendHalving(rows.slice(0, half), send, tooLarge);
		return [...first, ...(await sendHalving(rows.slice(half), send, tooLarge))];
	}
}
