import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
	createImageWorker,
	type ImageWorker,
	type ImageWorkerOptions,
} from '../../../src/imageWorker/createImageWorker.ts';
import { tinyBytes } from '../../../src/codecs/isTiny.ts';
import { digitPixels } from '../../../src/core/image.ts';
import type { ProblemError } from '../../../src/core/problem.ts';
import { prepare } from '../../../src/imageWorker/prepare.ts';
import { startThread } from '../../../src/imageWorker/thread.node.ts';
import type { Prepared } from '../../../src/core/ports.ts';

const root = join(import.meta.dirname, '../../..');
const pathOf = (path: string) => join(root, 'test/fixtures', path);
const fixture = (path: string) => readFileSync(pathOf(path));
const options = { steps: true, signal: new AbortController().signal };

/** None of these is tiny enough for the caller's thread. */
const forThread = [
	'formats/420_progressive.jpg',
	'formats/lossy.webp',
	'formats/plain.gif',
	'formats/rgb24.bmp',
	'formats/lossless.avif',
];

const disposals: (() => void)[] = [];

function create(workerOptions: ImageWorkerOptions): ImageWorker['prepare'] {
	const { prepare, dispose } = createImageWorker(workerOptions);
	disposals.push(dispose);
	return prepare;
}

const roomFor = (count: number) => new Uint8Array(count * digitPixels);

const withoutTimes = (prepared: Prepared) => ({ ...prepared, times: undefined });

afterEach(() => disposals.splice(0).forEach((dispose) => dispose()));

describe('with the real worker', () => {
	const workerFile = join(root, '.cache/test/imageWorker.mjs');
	const workerUrl = pathToFileURL(workerFile);

	beforeAll(async () => {
		await build({
			entryPoints: [join(root, 'src/imageWorker/worker.ts')],
			outfile: workerFile,
			bundle: true,
			platform: 'node',
			target: 'node20',
			format: 'esm',
			loader: { '.wasm': 'binary', '.safetensors': 'binary' },
		});
	});

	test.each(['golden/0_00003_q75.jpg', 'formats/grey8.png', ...forThread])(
		'%s: the same as prepared here, and the bytes are still there',
		async (path) => {
			const bytes = fixture(path);
			const before = bytes.toString('latin1');
			const prepared = await create({ workerUrl })(bytes, 'resize', options);
			expect(withoutTimes(prepared)).toEqual(withoutTimes(await prepare(bytes, 'resize', options)));
			expect(bytes.toString('latin1')).toBe(before);
		},
	);

	test('the steps come where they are wanted', async () => {
		const worker = create({ workerUrl });
		const bytes = await sharp(join(root, 'samples/7_1.jpg')).resize(200).jpeg().toBuffer();
		const names = async (steps: boolean) =>
			(await worker(bytes, 'mnist', { ...options, steps })).steps.map(({ name }) => name);
		expect(await names(true)).toEqual(['gray', 'ink', 'crop']);
		expect(await names(false)).toEqual([]);
	});

	test('a picture without ink has the steps as far as it came, where they are wanted', async () => {
		const worker = create({ workerUrl });
		const blank = { create: { width: 200, height: 200, channels: 3, background: '#f4f1e8' } } as const;
		const bytes = await sharp(blank).jpeg().toBuffer();
		const problemOf = async (steps: boolean) =>
			worker(bytes, 'mnist', { ...options, steps }).catch((error: ProblemError) => error.problem);
		const step = (name: string) => ({ name, image: { width: 200, height: 200 } });
		expect(await problemOf(true)).toMatchObject({ code: 'noInk', steps: [step('gray'), step('ink')] });
		expect(await problemOf(false)).toEqual({ code: 'noInk' });
	});

	test('what cannot be normalized says why, as plain data, and the next picture is prepared', async () => {
		const worker = create({ workerUrl });
		const [broken, wrongSize, good] = await Promise.allSettled([
			worker(fixture('formats/lossy.webp').subarray(0, 100), 'resize', options),
			worker(fixture('formats/lossy.webp'), 'none', options),
			worker(fixture('formats/lossy.webp'), 'resize', options),
		]);
		expect(broken).toMatchObject({ reason: { problem: { code: 'imageBroken', format: 'webp' } } });
		expect(wrongSize).toMatchObject({ reason: { problem: { code: 'notDigitSize', width: 33, height: 27 } } });
		expect(good).toMatchObject({ value: { picture: { originalWidth: 33, originalHeight: 27 } } });
	});

	test('files that are tiny pictures come with the same digits, and as what they were read; no others do', async () => {
		const worker = create({ workerUrl });
		const tiny = ['golden/0_00003_q75.jpg', 'formats/grey8.png'].map((path) => join(root, 'test/fixtures', path));
		const others = [...forThread, 'none.jpg', '.', 'corpus/bomb_9900_baseline.jpg'];
		const paths = [...others.map((path) => join(root, 'test/fixtures', path)), ...tiny];
		const files = await worker.files(() => paths, 'resize', roomFor(paths.length), options.signal);
		expect(files?.stamps.slice(0, 2 * others.length)).toEqual(new Float64Array(2 * others.length).fill(NaN));
		for (const [index, path] of tiny.entries()) {
			const { digits } = await prepare(readFileSync(path), 'resize', options);
			const { mtime, size } = statSync(path);
			const place = others.length + index;
			expect(files?.digits.slice(place * digitPixels, (place + 1) * digitPixels)).toEqual(digits[0].digit);
			expect(files?.stamps.slice(2 * place, 2 * place + 2)).toEqual(Float64Array.of(mtime.getTime(), size));
		}
	});

	test('files are not waited for any longer than until the signal is aborted', async () => {
		const controller = new AbortController();
		const path = join(root, 'samples/7_1.jpg');
		const waiting = create({ workerUrl }).files(() => [path], 'auto', roomFor(1), controller.signal);
		controller.abort('left');
		await expect(waiting).rejects.toBe('left');
	});

	test('the limits hold in the thread, too', async () => {
		const bytes = fixture('formats/lossy.webp');
		const pixels = create({ workerUrl, pixelLimit: 33 * 27 - 1 })(bytes, 'resize', options);
		await expect(pixels).rejects.toMatchObject({ problem: { code: 'imageTooLarge', width: 33, height: 27 } });
		const memory = create({ workerUrl, memoryLimit: 8000 })(bytes, 'resize', options);
		await expect(memory).rejects.toMatchObject({ problem: { code: 'prepareMemory' } });
	});

	test('several threads give each picture its own answer', async () => {
		const worker = create({ workerUrl, maximumThreads: 3 });
		const paths = [...forThread, ...forThread];
		const prepared = await Promise.all(paths.map((path) => worker(fixture(path), 'resize', options)));
		expect(prepared.map(({ picture }) => picture.format)).toEqual([...formats, ...formats]);
	});

	test.each(['golden/0_00003_q75.jpg', ...forThread])(
		'%s, as a file: the same, and it is told what it was',
		async (path) => {
			const { file } = create({ workerUrl });
			const onRead = vi.fn();
			const prepared = await file({ path: pathOf(path), limit: 1e6, onRead }, 'resize', options);
			expect(withoutTimes(prepared)).toEqual(withoutTimes(await prepare(fixture(path), 'resize', options)));
			expect(prepared.times.read).toBeGreaterThanOrEqual(0);
			const { mtime, size } = statSync(pathOf(path));
			expect(onRead.mock.calls).toEqual([[{ mtime: mtime.getTime(), size }]]);
		},
	);

	test.each([
		['missing.jpg', 1e6, { code: 'fileNotFound' }],
		['formats', 1e6, { code: 'fileIsFolder' }],
		['formats/plain.gif', 10, { code: 'fileTooLarge', limit: 10 }],
	])('%s of at most %d bytes is no picture: %o', async (path, limit, problem) => {
		const { file } = create({ workerUrl });
		await expect(file({ path: pathOf(path), limit }, 'auto', options)).rejects.toMatchObject({ problem });
	});

	test('one picture after the other in the same thread: none leaves anything to the next', async () => {
		const { file } = create({ workerUrl, maximumThreads: 1 });
		const photo = await sharp(join(root, 'samples/7_1.jpg')).resize(2400).jpeg({ quality: 100 }).toBuffer();
		expect(photo.length).toBeGreaterThan(tinyBytes);
		const upsideDown = await sharp(photo).rotate(180).jpeg({ quality: 100 }).toBuffer();
		const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
		disposals.push(() => void rm(folder, { recursive: true }));
		const pictures = [photo, upsideDown, photo].map((bytes, index) => ({ bytes, path: join(folder, `${index}.jpg`) }));
		for (const { bytes, path } of pictures) {
			await writeFile(path, bytes);
			const prepared = await file({ path, limit: 1e7 }, 'mnist', options);
			expect(withoutTimes(prepared)).toEqual(withoutTimes(await prepare(bytes, 'mnist', options)));
		}
	});

	test('nothing is prepared for a signal that is aborted already', async () => {
		const aborted = { steps: false, signal: AbortSignal.abort('no') };
		await expect(create({ workerUrl })(fixture('golden/0_00003_q75.jpg'), 'auto', aborted)).rejects.toBe('no');
	});
});

const formats = ['jpeg', 'webp', 'gif', 'bmp', 'avif'];

/** Does by the picture's last byte what pictures do to decoders, and answers the others. */
const trickyWorker = `
	import { parentPort } from 'node:worker_threads';
	parentPort.on('message', ({ picture }) => {
		const hoard = [];
		switch (picture.at(-1)) {
			case 1: for (;;);
			case 2: for (;;) hoard.push(hoard.map(String));
			case 3: throw new Error('a bug');
			case 4: process.exit(7);
			default: parentPort.postMessage({ ok: true, result: 'prepared' });
		}
	});`;

describe('a thread that goes wrong is ended, and a fresh one prepares the next picture', () => {
	test.each([
		[1, { code: 'prepareTimeout', seconds: 1 }],
		[2, { code: 'prepareMemory' }],
		[3, { code: 'unexpected', detail: 'a bug' }],
		[4, { code: 'unexpected', detail: 'The image worker ended: 7' }],
	])('%i: %o', async (trick, problem) => {
		const worker = create({
			workerUrl: new URL(`data:text/javascript,${encodeURIComponent(trickyWorker)}`),
			memoryLimit: 16 * 2 ** 20,
			timeLimit: trick === 1 ? 1000 : 60_000,
			maximumThreads: 1,
		});
		const picture = (last: number) => Buffer.concat([fixture('formats/plain.gif'), Buffer.of(last)]);
		const [bad, good] = await Promise.allSettled([trick, 0].map((last) => worker(picture(last), 'resize', options)));
		expect(bad).toMatchObject({ status: 'rejected', reason: { problem } });
		expect(good).toEqual({ status: 'fulfilled', value: 'prepared' });
	});

	test('and files are left to be read and prepared one by one', async () => {
		const stuck = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { for (;;); });`;
		const worker = create({ workerUrl: new URL(`data:text/javascript,${encodeURIComponent(stuck)}`), timeLimit: 100 });
		expect(await worker.files(() => ['a.jpg', 'b.jpg'], 'auto', roomFor(2), options.signal)).toBeUndefined();
	});
});

test('a thread that ends of itself, after it has answered, is no longer alive', async () => {
	const worker = `
		import { parentPort } from 'node:worker_threads';
		parentPort.on('message', () => {
			parentPort.postMessage({ ok: true, result: 'prepared' });
			parentPort.close();
		});`;
	const thread = startThread(new URL(`data:text/javascript,${encodeURIComponent(worker)}`), 16 * 2 ** 20);
	expect(thread.isAlive).toBe(true);
	const bytes = new Uint8Array(1);
	expect(await thread.run({ bytes, preprocessing: 'auto', options: { steps: false } })).toHaveProperty('ok', true);
	await vi.waitFor(() => expect(thread.isAlive).toBe(false), { timeout: 20_000 });
});
