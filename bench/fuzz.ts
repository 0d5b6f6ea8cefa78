// `npm run fuzz -- --count 200000 --seed 1` decodes damaged pictures of all formats. Each must end, as a picture or
// as a ProblemError and nothing else, and a good picture must decode right after it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { ProblemError } from '../src/core/index.ts';
import { decodeImage } from '../src/decoders/decodeImage.ts';
import { createRandom, mutatePicture, readPictures } from './mutatePicture.ts';

interface FuzzTask {
	readonly count: number;
	readonly seed: number;
	/** One number: which picture is being decoded. */
	readonly progress: Int32Array<SharedArrayBuffer>;
}

/** A picture that takes longer, in milliseconds, hangs. */
const hangTime = 30_000;

/** Enough for every fixture, and little enough for speed. */
const limits = { pixelLimit: 4_000_000, memoryLimit: 64 * 2 ** 20 };

if (isMainThread) {
	watch();
} else {
	await fuzz(workerData as FuzzTask);
}

/** Runs the fuzzer in a worker, so that a hang is seen. */
function watch(): void {
	const { values } = parseArgs({
		options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
	});
	const progress = new Int32Array(new SharedArrayBuffer(4));
	const task: FuzzTask = { count: Number(values.count), seed: Number(values.seed), progress };
	const worker = new Worker(new URL(import.meta.url), { workerData: task });
	let last = -1;
	const watchdog = setInterval(() => {
		if (progress[0] === last) {
			console.error(`Picture ${last} of seed ${task.seed} hangs`);
			process.exit(1);
		}
		last = progress[0] ?? -1;
	}, hangTime);
	worker.on('exit', (code) => {
		clearInterval(watchdog);
		process.exitCode = code;
	});
}

async function fuzz({ count, seed, progress }: FuzzTask): Promise<void> {
	const formats = readPictures();
	const good = readFileSync('test/fixtures/golden/7_00000_q95.jpg');
	const goodPixels = await digestOf(good);
	const outcomes = new Map<string, number>();
	let slowest = 0;
	let failures = 0;
	for (let index = 0; index < count; index++) {
		progress[0] = index;
		const random = createRandom(seed * 1_000_003 + index);
		const bytes = mutatePicture(formats, random);
		const options = { ...limits, ...(random() < 0.5 && { minimumSide: 1 + Math.floor(random() * 60) }) };
		const start = performance.now();
		const outcome = await decodeImage(bytes, options).then(
			({ format }) => `${format} decoded`,
			(error: unknown) => {
				// A TypeError is a mistake of ours, even inside a problem.
				if (error instanceof ProblemError && !(error.cause instanceof TypeError)) {
					return 'format' in error.problem ? `${error.problem.format} ${error.problem.code}` : error.problem.code;
				}
				return `foreign: ${error instanceof Error ? error.stack : String(error)}`;
			},
		);
		const time = performance.now() - start;
		outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		if (time > slowest) {
			slowest = time;
			keep('slowest', bytes);
		}
		if (outcome.startsWith('foreign') || (!outcome.endsWith('decoded') && (await digestOf(good)) !== goodPixels)) {
			failures++;
			keep(`failure-${seed}-${index}`, bytes);
			console.error(`Picture ${index} of seed ${seed}: ${outcome}`);
		}
		if ((index + 1) % Math.ceil(count / 10) === 0) {
			const megabytes = process.memoryUsage.rss() / 2 ** 20;
			console.log(`${index + 1} pictures, ${megabytes.toFixed(0)} MB, slowest ${slowest.toFixed(0)} ms`);
			// Lets the worker's output out.
			await setImmediate();
		}
	}
	for (const [outcome, times] of [...outcomes].sort(([, a], [, b]) => b - a)) {
		console.log(`${times.toString().padStart(8)} ${outcome}`);
	}
	process.exitCode = failures === 0 ? 0 : 1;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
	return createHash('sha256')
		.update((await decodeImage(bytes)).pixels)
		.digest('hex');
}

function keep(name: string, bytes: Uint8Array): void {
	mkdirSync('.cache/fuzz', { recursive: true });
	writeFileSync(`.cache/fuzz/${name}`, bytes);
}
