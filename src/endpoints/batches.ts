import { ProblemError } from '../core/problem.ts';

/** CSV rows in as few bodies as `limit` allows, in bytes; a row that is longer by itself stands alone. */
export function packRows(rows: readonly string[], limit: number): string[][] {
	const batches: string[][] = [];
	let batch: string[] = [];
	let bytes = 0;
	for (const row of rows) {
		if (batch.length > 0 && bytes + row.length > limit) {
			batches.push(batch);
			batch = [];
			bytes = 0;
		}
		batch.push(row);
		bytes += row.length + 1;
	}
	return batch.length > 0 ? [...batches, batch] : batches;
}

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
