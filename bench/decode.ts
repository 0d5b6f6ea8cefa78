import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import jpegJs from 'jpeg-js';
import sharp, { type JpegOptions } from 'sharp';
import type { Preprocessing } from '../src/core/normalization.ts';
import { minimumSideFor, normalize } from '../src/preprocessing/normalize.ts';
import { createImageWorker } from '../src/imageWorker/createImageWorker.ts';
import { decodeImage } from '../src/codecs/decodeImage.ts';
import { createDecompress } from '../src/codecs/jpeg/turboJpeg.ts';
import { median } from './median.ts';

/** What sharp reduces to. */
const sharpSide = 280;
const minimumSide = minimumSideFor('mnist') as number;

const folder = resolve('.cache/bench');
const workerFile = resolve(folder, 'imageWorker.mjs');
const smallPicture = 'test/fixtures/formats/lossy.webp';

/** Decoding: time beside other decoders, the most memory, and how long the caller's thread is held. */
export async function benchDecode(): Promise<void> {
	await buildWorker();
	const photo = await makePhoto('photo12', 4000, 3000, {});
	const largePhoto = await makePhoto('photo48', 8000, 6000, {});
	const progressive = await makePhoto('progressive12', 4000, 3000, { progressive: true });
	await benchTime(photo);
	await benchInstance();
	for (const [name, path, preprocessing] of [
		['12 megapixels, reduced', photo, 'mnist'],
		['12 megapixels, whole', photo, 'none'],
		['12 megapixels, progressive, reduced', progressive, 'mnist'],
		['48 megapixels, reduced', largePhoto, 'mnist'],
	] as const) {
		benchMemory(name, path, preprocessing);
	}
	for (const [name, path] of [
		['48 megapixels', largePhoto],
		['12 megapixels, progressive', progressive],
		['98 megapixels in 2 kB', 'test/fixtures/corpus/bomb_9900_baseline.jpg'],
		['300 scans', 'test/fixtures/corpus/scan_bomb.jpg'],
	] as const) {
		await benchHold(name, path);
	}
}

async function benchTime(photo: string): Promise<void> {
	const bytes = await readFile(photo);
	const ways: Record<string, () => unknown> = {
		'this, to the digit': async () => normalize(await decodeImage(bytes, { minimumSide }), 'mnist'),
		'this, reduced': () => decodeImage(bytes, { minimumSide }),
		'this, whole': () => decodeImage(bytes),
		'sharp, to a side of 280': () => sharp(bytes).grayscale().resize(sharpSide).raw().toBuffer(),
		'sharp, whole': () => sharp(bytes).grayscale().raw().toBuffer(),
		'jpeg-js, whole': () => jpegJs.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 1024 }),
	};
	const times = Object.fromEntries(Object.keys(ways).map((name) => [name, Infinity]));
	for (let round = 0; round < 4; round++) {
		for (const [name, run] of Object.entries(ways)) {
			const start = performance.now();
			await run();
			times[name] = Math.min(times[name] ?? Infinity, performance.now() - start);
		}
	}
	const own = times['this, to the digit'] ?? NaN;
	console.log('A JPEG of 12 megapixels, to gray (best of 4):');
	for (const [name, time] of Object.entries(times)) {
		console.log(`  ${name.padEnd(24)} ${time.toFixed(0).padStart(5)} ms  ×${(time / own).toFixed(2)}`);
	}
}

/** A small JPEG with an instance of the library that is kept, and with a fresh one for each picture, by turns. */
async function benchInstance(): Promise<void> {
	const bytes = await readFile('samples/7_1.jpg');
	const raster = { width: 28, height: 28, channels: 1 } as const;
	const keeping = createDecompress();
	const ways = { kept: () => keeping, fresh: createDecompress };
	const times: Record<keyof typeof ways, number[]> = { kept: [], fresh: [] };
	for (let round = 0; round < 1500; round++) {
		for (const name of ['kept', 'fresh'] as const) {
			const start = performance.now();
			ways[name]()(bytes, raster, (samples) => samples.slice());
			times[name].push(performance.now() - start);
		}
	}
	const [kept, fresh] = [times.kept, times.fresh].map((all) => 1000 * median(all.slice(500))) as [number, number];
	console.log(
		`A JPEG of 28×28: ${kept.toFixed(1)} µs, with a fresh instance ${fresh.toFixed(1)} µs (×${(fresh / kept).toFixed(1)})`,
	);
}

function benchMemory(name: string, path: string, preprocessing: Preprocessing): void {
	const [script = ''] = process.argv.slice(1);
	const { stdout } = spawnSync(process.execPath, [script, 'decode-memory', path, preprocessing]);
	console.log(`Memory for ${name}: ${stdout.toString().trim()} MB`);
}

/** What {@link benchMemory} runs in a process of its own: prints the most that one picture adds to a warm decoder. */
export async function printDecodeMemory(path: string, preprocessing: Preprocessing): Promise<void> {
	const options = { steps: false, signal: new AbortController().signal };
	const { prepare, dispose } = createImageWorker({ workerUrl: pathToFileURL(workerFile) });
	await prepare(await readFile(smallPicture), 'resize', options);
	await prepare(await readFile('test/fixtures/formats/420_progressive.jpg'), 'resize', options);
	const bytes = await readFile(path);
	const before = process.memoryUsage.rss();
	let peak = before;
	const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 1);
	// What is decoded whole is refused afterwards, as no digit.
	await prepare(bytes, preprocessing, options).catch(() => undefined);
	clearInterval(sampler);
	dispose();
	console.log(((peak - before) / 2 ** 20).toFixed(0));
}

async function benchHold(name: string, path: string): Promise<void> {
	const { prepare, dispose } = createImageWorker({ workerUrl: pathToFileURL(workerFile) });
	const bytes = await readFile(path);
	const hold = monitorEventLoopDelay({ resolution: 1 });
	hold.enable();
	const start = performance.now();
	const options = { steps: false, signal: new AbortController().signal };
	const outcome = await prepare(bytes, 'mnist', options).then(
		({ picture }) => `${picture.originalWidth}×${picture.originalHeight}`,
		String,
	);
	const time = performance.now() - start;
	hold.disable();
	dispose();
	console.log(
		`${name}, in the worker: ${time.toFixed(0)} ms, thread held ${(hold.max / 1e6).toFixed(0)} ms: ${outcome}`,
	);
}

/** What `createImageWorker` and `createThreads` start. */
export async function buildWorker(): Promise<URL> {
	const { node } = (await import(pathToFileURL(resolve('esbuild.mjs')).href)) as { readonly node: BuildOptions };
	await build({ ...node, entryPoints: ['src/worker.ts'], outfile: workerFile });
	return pathToFileURL(workerFile);
}

/** The file of a JPEG of paper with a stroke and the noise of a camera. */
export async function makePhoto(name: string, width: number, height: number, options: JpegOptions): Promise<string> {
	const path = resolve(folder, `${name}.jpg`);
	await mkdir(folder, { recursive: true });
	const points = `M${width / 3} ${height / 4} H${width / 1.6} L${width / 2.3} ${height / 1.2}`;
	const stroke = `<path d="${points}" fill="none" stroke="#234" stroke-width="${width / 30}"/>`;
	const noise = { type: 'gaussian', mean: 190, sigma: 12 } as const;
	await sharp({ create: { width, height, channels: 3, background: 'white', noise } })
		.composite([{ input: Buffer.from(`<svg width="${width}" height="${height}">${stroke}</svg>`) }])
		.jpeg({ quality: 90, ...options })
		.toFile(path);
	return path;
}
