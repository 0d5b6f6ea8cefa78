import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
	createImageWorker,
	type ImageWorker,
	type ImageWorkerOptions,
} from '../../../src/imageWorker/createImageWorker.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';

const root = join(import.meta.dirname, '../../..');
const fixture = (path: string) => readFileSync(join(root, 'test/fixtures', path));
const { signal } = new AbortController();

/** None of these is tiny enough for the caller's thread. */
const forWorker = ['formats/420_progressive.jpg', 'formats/lossy.webp', 'formats/plain.gif', 'formats/rgb24.bmp'];

let decoder: ImageWorker | undefined;

function create(options: ImageWorkerOptions): ImageWorker['decode'] {
	decoder = createImageWorker(options);
	return decoder.decode;
}

afterEach(() => decoder?.dispose());

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
			loader: { '.wasm': 'binary' },
		});
	});

	test.each(['golden/0_00003_q75.jpg', 'formats/grey8.png', ...forWorker])(
		'%s: the same as decoded here, and the bytes are still there',
		async (path) => {
			const decode = create({ workerUrl });
			const bytes = fixture(path);
			const before = bytes.toString('latin1');
			const image = await decode(bytes, { signal });
			expect(image).toEqual(await decodeImage(bytes));
			expect(bytes.toString('latin1')).toBe(before);
		},
	);

	test('a large picture is normalized there: the same as here, and its pixels are still there', async () => {
		create({ workerUrl });
		const image = await decodeImage(fixture('formats/420_progressive.jpg'));
		const before = image.pixels.slice();
		const normalized = await decoder?.normalize(image, 'resize', signal);
		expect(normalized).toEqual(normalize(image, 'resize'));
		expect(image.pixels).toEqual(before);
	});

	test('what cannot be normalized says why', async () => {
		create({ workerUrl });
		const blank = { width: 300, height: 200, pixels: new Uint8Array(60_000).fill(255) };
		await expect(decoder?.normalize(blank, 'mnist', signal)).rejects.toMatchObject({ problem: { code: 'noInk' } });
	});

	test('a picture can come reduced', async () => {
		const image = await create({ workerUrl })(fixture('formats/420_progressive.jpg'), { signal, minimumSide: 20 });
		expect(image).toMatchObject({ width: 31, height: 22, originalWidth: 83, originalHeight: 61 });
	});

	test('a problem crosses as plain data, and the next picture is decoded', async () => {
		const decode = create({ workerUrl });
		const cut = fixture('formats/lossy.webp').subarray(0, 100);
		const good = fixture('formats/lossy.webp');
		const [bad, image] = await Promise.allSettled([decode(cut, { signal }), decode(good, { signal })]);
		expect(bad).toMatchObject({ reason: { problem: { code: 'imageBroken', format: 'webp' } } });
		expect(image).toMatchObject({ value: { width: 33, height: 27 } });
	});

	test('the limits hold in the worker, too', async () => {
		const bytes = fixture('formats/lossy.webp');
		const pixels = create({ workerUrl, pixelLimit: 33 * 27 - 1 })(bytes, { signal });
		await expect(pixels).rejects.toMatchObject({ problem: { code: 'imageTooLarge', width: 33, height: 27 } });
		const memory = create({ workerUrl, memoryLimit: 8000 })(bytes, { signal });
		await expect(memory).rejects.toMatchObject({ problem: { code: 'decodeMemory' } });
	});

	test('what is aborted ends at once with the reason, in the worker or in the queue; the rest goes on', async () => {
		const decode = create({ workerUrl });
		const running = new AbortController();
		const queued = new AbortController();
		const bytes = fixture('formats/lossy.webp');
		const results = Promise.allSettled([
			decode(bytes, { signal: running.signal }),
			decode(bytes, { signal: queued.signal }),
			decode(bytes, { signal }),
		]);
		queued.abort('changed my mind');
		running.abort('too slow');
		expect(await results).toMatchObject([
			{ reason: 'too slow' },
			{ reason: 'changed my mind' },
			{ value: { format: 'webp' } },
		]);
	});

	test('nothing is decoded for a signal that is aborted already', async () => {
		const aborted = create({ workerUrl })(fixture('golden/0_00003_q75.jpg'), { signal: AbortSignal.abort('no') });
		await expect(aborted).rejects.toBe('no');
	});

	test('disposing rejects what is still to be decoded', async () => {
		const decode = create({ workerUrl });
		const results = Promise.allSettled(forWorker.map((path) => decode(fixture(path), { signal })));
		decoder?.dispose();
		expect(await results).toEqual(forWorker.map(() => ({ status: 'rejected', reason: expect.any(DOMException) })));
	});
});

/** Does by the picture's last byte what pictures do to decoders, and answers the others. */
const trickyWorker = `
	import { parentPort } from 'node:worker_threads';
	parentPort.on('message', ({ bytes }) => {
		const hoard = [];
		switch (bytes.at(-1)) {
			case 1: for (;;);
			case 2: for (;;) hoard.push(hoard.map(String));
			case 3: throw new Error('a bug');
			case 4: process.exit(7);
			default: parentPort.postMessage({ ok: true, result: 'decoded' });
		}
	});`;

describe('a worker that goes wrong is ended, and a fresh one decodes the next picture', () => {
	test.each([
		[1, { code: 'decodeTimeout', seconds: 1 }],
		[2, { code: 'decodeMemory' }],
		[3, { code: 'unexpected', detail: 'a bug' }],
		[4, { code: 'unexpected', detail: 'The image worker ended: 7' }],
	])('%i: %o', async (trick, problem) => {
		const decode = create({
			workerUrl: new URL(`data:text/javascript,${encodeURIComponent(trickyWorker)}`),
			memoryLimit: 16 * 2 ** 20,
			timeLimit: trick === 1 ? 1000 : 60_000,
		});
		const picture = (last: number) => Buffer.concat([fixture('formats/plain.gif'), Buffer.of(last)]);
		const [bad, good] = await Promise.allSettled([decode(picture(trick), { signal }), decode(picture(0), { signal })]);
		expect(bad).toMatchObject({ status: 'rejected', reason: { problem } });
		expect(good).toEqual({ status: 'fulfilled', value: 'decoded' });
	});
});
