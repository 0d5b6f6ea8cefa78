import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { evaluateDataset } from '../src/app/evaluateDataset.ts';
import { readPicture } from '../src/cli/nodeFiles.ts';
import { PictureFiles } from '../src/datasets/pictureFiles.ts';
import { openPictures } from '../src/datasets/pictures.ts';
import { digitClasses } from '../src/datasets/trueLabel.ts';
import { createBuiltInEndpoint } from '../src/endpoints/builtIn/endpoint.ts';
import { createResults } from '../src/evaluation/results.ts';
import { createImageWorker } from '../src/imageWorker/createImageWorker.ts';
import { createThreads } from '../src/imageWorker/createThreads.ts';
import { classifyOnThreads } from '../src/modelWorker/classifyOnThreads.ts';
import { buildWorker, makePhoto } from './decode.ts';

const photos = 200;
const threads = 2;
/** In turn; the best of each counts. */
const rounds = 2;

/** What sharp reduces to, in pixels. */
const sharpSide = 280;

/** 200 photos of 12 megapixels to their labels, beside sharp, which makes them smaller and no more. */
export async function benchPhotosVsSharp() {
	const photo = await makePhoto('photo12', 4000, 3000, {});
	const workerUrl = await buildWorker();
	const bulk = createThreads(workerUrl, threads);
	const worker = createImageWorker({ workerUrl, threads: bulk, maximumThreads: threads });
	const endpoint = createBuiltInEndpoint({
		name: 'built-in',
		readModel: async () => readFile('media/digits.safetensors'),
		elsewhere: classifyOnThreads(bulk),
	});
	sharp.concurrency(1);
	sharp.cache(false);
	let [own, their] = [Infinity, Infinity];
	try {
		for (let round = 0; round < rounds; round++) {
			const started = performance.now();
			const dataset = openPictures({
				name: 'photos',
				files: new PictureFiles([{ folder: '', path: 'photos', names: Array<string>(photos).fill(photo) }]),
				idOf: () => photo,
				read: async () => readPicture(photo),
				local: { pathOf: () => photo, limit: Infinity },
				classes: digitClasses,
				labelRule: 'none',
			});
			const results = createResults(photos, { keepsDigits: true });
			const pipeline = { prepare: worker.prepare, preprocessing: 'auto', endpoint } as const;
			for await (const { progress } of evaluateDataset(dataset, pipeline, results, new AbortController().signal)) {
				if (progress.failed > 0) {
					throw new Error([...results.problems.values()].map(({ code }) => code).join());
				}
			}
			const between = performance.now();
			await Promise.all(Array.from({ length: threads }, async (_, thread) => resizeEach(photo, thread)));
			own = Math.min(own, between - started);
			their = Math.min(their, performance.now() - between);
		}
	} finally {
		worker.dispose();
		bulk.dispose();
	}
	console.log(`${photos} photos of 12 megapixels: ${own.toFixed(0)} ms to their labels; sharp ${their.toFixed(0)} ms`);
	return { photosPerSecond: (1000 * photos) / own, photosVsSharp: their / own };
}

/** As one of the threads does: its share, one photo after the other. */
async function resizeEach(photo: string, thread: number): Promise<void> {
	for (let index = thread; index < photos; index += threads) {
		await sharp(photo).resize(sharpSide).raw().toBuffer();
	}
}
