import { ProblemError } from '../core/problem.ts';

/**
 * Sends rows, one half after the other where they are too large for the service all at once: `rowsTooLarge`.
 * @returns what `send` gives for each row, in order
 */
export async function sendHalving<T>(
	rows: readonly string[],
	send: (rows: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
	try {
		return await send(rows);
	} catch (error) {
		if (!(error instanceof ProblemError && error.problem.code === 'rowsTooLarge') || rows.length < 2) {
			throw error;
		}
		const half = Math.ceil(rows.length / 2);
		const first = await sendHalving(rows.slice(0, half), send);
		return [...first, ...(await sendHalving(rows.slice(half), send))];
	}
}
