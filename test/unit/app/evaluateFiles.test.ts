import { expect, test } from 'vitest';
import { evaluateDataset } from '../../../src/app/evaluateDataset.ts';
import type { Dataset } from '../../../src/core/dataset.ts';
import type { FileStamp } from '../../../src/core/files.ts';
import { digitPixels } from '../../../src/core/image.ts';
import type { Endpoint, PreparedFiles, PrepareFiles } from '../../../src/core/ports.ts';
import { createResults } from '../../../src/evaluation/results.ts';
import { broken, endpoint, picture, pipeline, settle } from './pictures.ts';

const unaborted = new AbortController().signal;

async function runAll(updates: AsyncIterable<unknown>): Promise<void> {
	for await (const update of updates) {
		void update;
	}
}

/** A digit of one gray for each; none where that is undefined. */
function prepared(grays: readonly (number | undefined)[], digits: Uint8Array<ArrayBuffer>): PreparedFiles {
	const stamps = new Float64Array(grays.length * 2).fill(NaN);
	for (const [place, gray] of grays.entries()) {
		if (gray !== undefined) {
			digits.fill(gray, place * digitPixels, (place + 1) * digitPixels);
			stamps.set([1, 2], place * 2);
		}
	}
	return { digits, stamps };
}

/** Pictures in files, of which every third is no picture, nine at a time. */
function located(onStamp: (index: number, stamp: FileStamp) => void, count = 9): Dataset {
	return {
		name: 'folder',
		facts: {
			kind: 'pictures',
			labelRule: 'none',
			areNumbers: false,
			labelsFrom: { labelsFile: 0, folder: 0, fileName: 0, none: count },
		},
		count,
		idOf: (index) => `/${index}`,
		nameOf: (index) => `${index}`,
		async *items() {
			const toItem = (index: number) => ({
				index,
				...(index % 3 === 2 ? broken(`${index}`) : picture(`${index}`, index)),
				file: { path: `/${index}`, limit: 25e6, onRead: (stamp: FileStamp) => onStamp(index, stamp) },
			});
			for (let from = 0; from < count; from += 9) {
				yield Array.from({ length: 9 }, (_, place) => toItem(from + place));
			}
		},
	};
}

test('a run takes the digits of files many at a time, and reads what comes without', async () => {
	const { answering } = endpoint(10);
	const stamps: unknown[] = [];
	const dataset = located((index, stamp) => stamps.push([index, stamp]));
	const asked: string[] = [];
	const { prepare, ...others } = pipeline(answering);
	const files: PrepareFiles = async (paths, _, room) => {
		asked.push(paths().join(' '));
		// Of the first only, whose label is another one than that of the picture itself.
		return prepared([5, ...Array<undefined>(8)], room);
	};
	const results = createResults(9, { keepsDigits: true });
	const run = { ...others, prepare: Object.assign(prepare, { files }) };
	await runAll(evaluateDataset(dataset, run, results, unaborted));
	expect(asked).toEqual(['/0 /1 /2 /3 /4 /5 /6 /7 /8']);
	expect([...results.predicted.labels]).toEqual([5, 1, -1, 3, 4, -1, 6, 7, -1]);
	expect(stamps).toEqual([[0, { mtime: 1, size: 2 }]]);
	expect(results.digits?.get(0)[0]).toBe(5);
	// An endpoint that needs the files themselves has them read.
	const again = createResults(9, { keepsDigits: false });
	await runAll(evaluateDataset(dataset, { ...run, endpoint: { ...answering, needs: 'original' } }, again, unaborted));
	expect([asked.length, again.predicted.first(0)]).toEqual([1, 0]);
});

test('digits can be seen before they are answered, and go on together', async () => {
	const { answering, batches } = endpoint(4);
	let answer = (): void => undefined;
	const allowed = new Promise<void>((resolve) => {
		answer = resolve;
	});
	const slow: Endpoint = {
		...answering,
		isLocal: true,
		classify: async (samples, signal) => {
			await allowed;
			return answering.classify(samples, signal);
		},
	};
	const { prepare, ...others } = pipeline(slow);
	const files: PrepareFiles = async (paths, _, room) =>
		prepared(
			paths().map((path) => Number(path.slice(1))),
			room,
		);
	const results = createResults(9, { keepsDigits: true });
	let told = 0;
	const run = { ...others, prepare: Object.assign(prepare, { files }), onReady: () => (told += 1) };
	const running = runAll(
		evaluateDataset(
			located(() => undefined),
			run,
			results,
			unaborted,
		),
	);
	await settle();
	expect(told).toBeGreaterThan(0);
	expect([...results.ready.subarray(0, 4)]).toEqual([1, 1, 1, 1]);
	expect(new Set(results.status)).toEqual(new Set([0]));
	answer();
	await running;
	expect([...results.predicted.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	expect(batches).toEqual([['0', '1', '2', '3'], ['4', '5', '6', '7'], ['8']]);
});

test('digits take no more room than those on their way need, and each is its own', async () => {
	const { answering } = endpoint(4);
	const rooms = new Set<Uint8Array>();
	const { prepare, ...others } = pipeline({ ...answering, isLocal: true });
	const files: PrepareFiles = async (paths, _, room) => {
		rooms.add(room);
		return prepared(
			paths().map((path) => Number(path.slice(1)) % 10),
			room,
		);
	};
	const results = createResults(900, { keepsDigits: true });
	const run = { ...others, prepare: Object.assign(prepare, { files }) };
	await runAll(
		evaluateDataset(
			located(() => undefined, 900),
			run,
			results,
			unaborted,
		),
	);
	const own = Array.from({ length: 900 }, (_, index) => index % 10);
	expect([...results.predicted.labels]).toEqual(own);
	expect(own.map((_, index) => results.digits?.get(index)[0])).toEqual(own);
	expect(rooms.size).toBeLessThan(20);
});
