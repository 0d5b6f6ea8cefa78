import { describe, expect, test } from 'vitest';
import type { EvaluationUpdate } from '../../../src/app/evaluation.ts';
import { estimateRun, evaluateDataset } from '../../../src/app/evaluateDataset.ts';
import type { Dataset } from '../../../src/core/dataset.ts';
import type { Endpoint } from '../../../src/core/ports.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import { createResults, itemStatus } from '../../../src/evaluation/results.ts';
import { tableDataset } from '../../../src/datasets/tableDataset.ts';
import { readDigits } from '../../../src/app/readDigits.ts';
import { broken, endpoint, never, picture, pipeline, settle } from './pictures.ts';

const unaborted = new AbortController().signal;
const { pending, classified } = itemStatus;

/** Digits whose first pixel is their index, modulo ten, and their label. */
function table(count: number): Dataset {
	const labels = Int16Array.from({ length: count }, (_, index) => index % 10);
	const digits = new Uint8Array(count * 784);
	labels.forEach((label, index) => {
		digits[index * 784] = label;
	});
	return tableDataset('ten', '/ten', { kind: 'idx' }, { digits, labels });
}

/** Pictures of which every third cannot be read. */
function pictures(count: number): Dataset {
	const nameOf = (index: number): string => `${index}`;
	const made = Array.from({ length: count }, (_, index) =>
		index % 3 === 2 ? broken(nameOf(index)) : picture(nameOf(index), index % 10),
	);
	return {
		name: 'folder',
		facts: {
			kind: 'pictures',
			labelRule: 'none',
			areNumbers: false,
			labelsFrom: { labelsFile: 0, folder: 0, fileName: 0, none: count },
		},
		count,
		idOf: nameOf,
		nameOf,
		async *items(isWanted) {
			yield made.flatMap((one, index) => (isWanted(index) ? [{ ...one, index }] : []));
		},
	};
}

async function collect(updates: AsyncIterable<EvaluationUpdate>): Promise<EvaluationUpdate[]> {
	const collected: EvaluationUpdate[] = [];
	for await (const update of updates) {
		collected.push(update);
	}
	return collected;
}

describe('a run', () => {
	test('writes what was seen and answered, in full requests', async () => {
		const { answering, batches } = endpoint(10);
		const dataset = table(35);
		const results = createResults(35, { keepsDigits: true });
		const updates = await collect(evaluateDataset(dataset, pipeline(answering), results, unaborted));
		expect(batches.map(({ length }) => length)).toEqual([10, 10, 10, 5]);
		expect([...results.status]).toEqual(Array(35).fill(classified));
		expect(results.predicted.labels).toEqual(dataset.labels);
		expect(results.truth.labels).toEqual(dataset.labels);
		expect([results.digits?.get(34)[0], results.probabilities]).toEqual([4, undefined]);
		expect(updates.flatMap(({ indexes }) => indexes).toSorted((one, other) => one - other)).toEqual([
			...Array(35).keys(),
		]);
		expect(updates.at(-1)?.progress).toMatchObject({
			done: 35,
			failed: 0,
			total: 35,
			secondsLeft: 0,
			sent: { requests: 4, rows: 35, bytes: 35 },
		});
	});

	test('keeps probabilities as rows, and none of another length', async () => {
		const rows = [[0.25, 0.75], undefined, [1, 0], [0.2, 0.3, 0.5]];
		const answering: Endpoint = {
			...endpoint(4).answering,
			classify: async () => ({
				predictions: rows.map((probabilities) => ({ label: 1, ...(probabilities && { probabilities }) })),
			}),
		};
		const results = createResults(4, { keepsDigits: false });
		await collect(evaluateDataset(table(4), pipeline(answering), results, unaborted));
		expect(results.probabilities).toEqual({
			classes: 2,
			values: Float32Array.of(0.25, 0.75, NaN, NaN, 1, 0, NaN, NaN),
		});
		expect(results.digits).toBeUndefined();
	});

	test('costs a failed picture itself, and a failed request its rows', async () => {
		const { answering } = endpoint(2, (batch) =>
			batch === 2 ? new ProblemError({ code: 'requestTooLarge', bytes: 1 }) : undefined,
		);
		const results = createResults(9, { keepsDigits: true });
		await collect(evaluateDataset(pictures(9), pipeline(answering), results, unaborted));
		expect([...results.status].map((status) => (status === classified ? 'c' : 'f')).join('')).toBe('ccffffccf');
		expect([...results.problems].map(([index, { code }]) => `${index} ${code}`).toSorted()).toEqual([
			'2 fileNotFound',
			'3 requestTooLarge',
			'4 requestTooLarge',
			'5 fileNotFound',
			'8 fileNotFound',
		]);
		// What the model would have seen.
		expect(results.digits?.get(4)[0]).toBe(4);
	});

	test('tries failures alone again, once they are pending', async () => {
		let fails = true;
		const { answering, batches } = endpoint(2, (batch) =>
			fails && batch === 2 ? new ProblemError({ code: 'requestTooLarge', bytes: 1 }) : undefined,
		);
		const results = createResults(6, { keepsDigits: false });
		await collect(evaluateDataset(table(6), pipeline(answering), results, unaborted));
		const failures = [...results.problems.keys()];
		expect(failures).toEqual([2, 3]);
		failures.forEach((index) => results.setPending(index));
		fails = false;
		const [update] = await collect(evaluateDataset(table(6), pipeline(answering), results, unaborted));
		expect(batches.at(-1)).toEqual(['3', '4']);
		expect(batches).toHaveLength(4);
		expect(update?.progress).toMatchObject({ done: 6, failed: 0, sent: { rows: 2 } });
		expect([...results.status]).toEqual(Array(6).fill(classified));
	});

	test('is left at any moment, keeps what is there, and goes on with the rest', async () => {
		const { answering, batches } = endpoint(2);
		const results = createResults(100, { keepsDigits: false });
		const controller = new AbortController();
		const run = evaluateDataset(table(100), pipeline(answering), results, controller.signal);
		await run.next();
		await run.next();
		controller.abort(new Error('left'));
		await expect(run.next()).rejects.toThrow('left');
		await settle();
		const kept = results.status.filter((status) => status === classified).length;
		expect(kept).toBeGreaterThanOrEqual(4);
		expect(kept).toBeLessThan(20);
		expect(results.problems.size).toBe(0);
		const before = batches.flat().length;
		await collect(evaluateDataset(table(100), pipeline(answering), results, unaborted));
		expect(batches.flat().length - before).toBe(100 - kept);
		expect([...results.status]).toEqual(Array(100).fill(classified));
	});

	test('that is aborted blames nobody for what was in flight', async () => {
		const controller = new AbortController();
		const answering: Endpoint = {
			...endpoint(2).answering,
			classify: async (_, signal) =>
				new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(signal.reason as Error));
				}),
		};
		const results = createResults(8, { keepsDigits: false });
		const next = evaluateDataset(table(8), pipeline(answering), results, controller.signal).next();
		await settle();
		controller.abort(new Error('left'));
		await expect(next).rejects.toThrow('left');
		await settle();
		expect([...results.status]).toEqual(Array(8).fill(pending));
	});

	test('ends with the problem of a dataset that cannot be read on, and keeps what came', async () => {
		const { answering } = endpoint(2);
		const cut: Dataset = {
			...table(8),
			async *items(isWanted, signal) {
				for await (const items of table(3).items(isWanted, signal)) {
					yield items;
				}
				throw new ProblemError({ code: 'fileUnreadable', detail: 'EIO' });
			},
		};
		const results = createResults(8, { keepsDigits: false });
		await expect(collect(evaluateDataset(cut, pipeline(answering), results, unaborted))).rejects.toThrow('EIO');
		expect([...results.status.slice(0, 4)]).toEqual([classified, classified, classified, pending]);
	});

	test('holds no more pictures than it needs to', async () => {
		let reads = 0;
		const many = pictures(10_000);
		const counted: Dataset = {
			...many,
			async *items(isWanted, signal) {
				for await (const items of many.items(isWanted, signal)) {
					yield items.map((item) => ({
						...item,
						read: async () => {
							reads += 1;
							return Uint8Array.of(1);
						},
					}));
				}
			},
		};
		const answering: Endpoint = { ...endpoint(10).answering, classify: never };
		const results = createResults(10_000, { keepsDigits: false });
		const controller = new AbortController();
		const next = evaluateDataset(counted, pipeline(answering), results, controller.signal).next();
		next.catch(() => undefined);
		await settle();
		// Four requests in flight, one that fills, and four pictures that are being prepared.
		expect(reads).toBeLessThanOrEqual(4 * 10 + 10 + 4);
		controller.abort();
	});
});

test.each([
	['nothing yet', [], { rows: 10, requests: 4, bytes: 1000 }],
	['two are done', [0, 1], { rows: 8, requests: 3, bytes: 800 }],
])('what will be sent: %s', (_, done, expected) => {
	const results = createResults(10, { keepsDigits: false });
	done.forEach((index) => results.setClassified(index, [{ label: 1 }], 1));
	results.setFailed(9, { code: 'noInk' });
	const { answering } = endpoint(3);
	expect(estimateRun({ ...answering, rowBytes: 100 }, results, [9])).toEqual(expected);
	expect(estimateRun({ ...answering, rowBytes: 100 }, results).rows).toBe(expected.rows - 1);
	expect(estimateRun({ ...answering, rowBytes: 100, isLocal: true }, results)).toEqual({
		rows: 0,
		requests: 0,
		bytes: 0,
	});
});

test('digits are read without an endpoint, and those that cannot be say why', async () => {
	const results = createResults(8, { keepsDigits: true });
	const { prepare } = pipeline(endpoint(1).answering);
	const updates = await collect(readDigits(pictures(8), { prepare, preprocessing: 'none' }, results, unaborted));
	expect(updates.at(-1)?.progress).toMatchObject({ done: 8, failed: 2, sent: undefined });
	expect([...results.problems.keys()].sort()).toEqual([2, 5]);
	expect([...results.status.keys()].map((index) => results.digits?.get(index)[0])).toEqual([0, 1, 0, 3, 4, 0, 6, 7]);
});
