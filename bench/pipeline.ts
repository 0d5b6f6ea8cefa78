import { readFile } from 'node:fs/promises';
import { classifyPictures } from '../src/app/classifyPictures.ts';
import { createBuiltInEndpoint } from '../src/endpoints/builtIn/endpoint.ts';
import { createImageWorker } from '../src/imageWorker/createImageWorker.ts';
import { buildWorker, makePhoto } from './decode.ts';
import { median } from './median.ts';

/** In milliseconds from the click. */
interface Labels {
	readonly first: number;
	readonly all: number;
}

const rounds = 5;
const many = 24;

/** The whole way of photos to the built-in model: when the first label is there, and when all are. */
export async function benchPipeline(): Promise<void> {
	const workerUrl = await buildWorker();
	const photo = await makePhoto('photo12', 4000, 3000, {});
	for (const isWarm of [false, true]) {
		const measure = async (count: number, concurrency?: number): Promise<Labels> => {
			const runs: Labels[] = [];
			for (let round = 0; round < rounds; round++) {
				runs.push(await classifyPhotos({ workerUrl, photo, count, isWarm, ...(concurrency && { concurrency }) }));
			}
			return { first: median(runs.map(({ first }) => first)), all: median(runs.map(({ all }) => all)) };
		};
		const one = await measure(1);
		const gallery = await measure(many);
		const inTurn = await measure(many, 1);
		console.log(`Photos of 12 megapixels, ${isWarm ? 'with a worker that has started' : 'with a fresh worker'}:`);
		console.log(`  one: label after ${one.first.toFixed(0)} ms`);
		console.log(`  ${many}: first ${gallery.first.toFixed(0)} ms (×${(gallery.first / one.first).toFixed(2)})`);
		console.log(`  ${many}: all ${gallery.all.toFixed(0)} ms`);
		console.log(`  ${many}, in turn: all ${inTurn.all.toFixed(0)} ms (×${(inTurn.all / gallery.all).toFixed(2)})`);
	}
}

interface Run {
	readonly workerUrl: URL;
	readonly photo: string;
	readonly count: number;
	/** Whether the worker has had photos before. */
	readonly isWarm: boolean;
	/** See `Pipeline`. */
	readonly concurrency?: number;
}

async function classifyPhotos({ workerUrl, photo, count, isWarm, concurrency }: Run): Promise<Labels> {
	const { signal } = new AbortController();
	const { prepare, dispose } = createImageWorker({ workerUrl });
	const endpoint = createBuiltInEndpoint({
		name: 'built-in',
		readModel: async () => readFile('media/digits.safetensors'),
	});
	const photos = (number: number) => Array(number).fill({ name: photo, read: async () => readFile(photo) });
	const pipeline = {
		prepare,
		endpoint,
		preprocessing: 'auto',
		steps: true,
		...(concurrency && { concurrency }),
	} as const;
	for await (const outcome of classifyPictures(photos(isWarm ? 4 : 0), pipeline, signal)) {
		void outcome;
	}
	const started = performance.now();
	const times: number[] = [];
	for await (const outcome of classifyPictures(photos(count), pipeline, signal)) {
		if (!outcome.ok) {
			throw new Error(`${photo}: ${outcome.problem.code}`);
		}
		times.push(performance.now() - started);
	}
	dispose();
	return { first: times[0] as number, all: times.at(-1) as number };
}
