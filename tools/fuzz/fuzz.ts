// `npm run fuzz -- decode --count 200000 --seed 1` decodes damaged pictures of all formats. Each must end, as a picture
// or as a ProblemError and nothing else, and a good picture must decode right after it.
// `npm run fuzz -- normalize` normalizes pictures that nobody takes: each must end as digits with ink, or as a
// ProblemError.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { ProblemError } from '../../src/core/problem.ts';
import type { GrayImage } from '../../src/core/image.ts';
import { readDigits } from '../../src/imageWorker/readDigits.ts';
import { decodeImage } from '../../src/codecs/decodeImage.ts';
import { drawOddImage } from './drawOddImage.ts';
import { createRandom, mutatePicture, readPictures } from './mutatePicture.ts';
import { createRandom as createOddRandom } from '../../src/core/createRandom.ts';

/** A picture, as a file to keep, and what becomes of it: words that begin with `foreign` where that is a fault. */
interface Trial {
	readonly file: Uint8Array;
	readonly run: () => Promise<string>;
}

interface FuzzTask {
	readonly subject: keyof typeof subjects;
	readonly count: number;
	readonly seed: number;
	/** One number: which picture is being decoded. */
	readonly progress: Int32Array<SharedArrayBuffer>;
}

/** A picture that takes more of the processor's time, in milliseconds, hangs. */
const hangTime = 30_000;

/** How often the watchdog looks, in milliseconds. */
const watchInterval = 1000;

/** Enough for every fixture, and little enough for speed. */
const limits = { pixelLimit: 4_000_000, memoryLimit: 64 * 2 ** 20 };

/** What is fuzzed: each makes the trials of a seed. */
const subjects = { decode: decodeTrials, normalize: normalizeTrials };

if (isMainThread) {
	watch();
} else {
	await fuzz(workerData as FuzzTask);
}

/** Runs the fuzzer in a worker, so that a hang is seen. */
function watch(): void {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
	});
	const [subject = 'decode'] = positionals;
	if (!isSubject(subject)) {
		throw new Error(`No such subject: ${subject}; there are ${Object.keys(subjects).join(', ')}`);
	}
	const progress = new Int32Array(new SharedArrayBuffer(4));
	const task: FuzzTask = { subject, count: Number(values.count), seed: Number(values.seed), progress };
	const worker = new Worker(new URL(import.meta.url), { workerData: task });
	let last = -1;
	let since = process.cpuUsage();
	const watchdog = setInterval(() => {
		// Not by the clock: on a busy machine no picture hangs for waiting its turn.
		const { user, system } = process.cpuUsage(since);
		if (progress[0] !== last) {
			last = progress[0] ?? -1;
			since = process.cpuUsage();
		} else if (user + system > 1000 * hangTime) {
			console.error(`Picture ${last} of seed ${task.seed} hangs`);
			process.exit(1);
		}
	}, watchInterval);
	worker.on('exit', (code) => {
		clearInterval(watchdog);
		process.exitCode = code;
	});
}

function isSubject(name: string): name is keyof typeof subjects {
	return Object.hasOwn(subjects, name);
}

async function fuzz({ subject, count, seed, progress }: FuzzTask): Promise<void> {
	const trial = subjects[subject]();
	const outcomes = new Map<string, number>();
	let slowest = 0;
	let failures = 0;
	for (let index = 0; index < count; index++) {
		progress[0] = index;
		if (index % 100 === 0) {
			// Lets the output out, and V8 clean up.
			await setImmediate();
		}
		const { file, run } = trial(seed * 1_000_003 + index);
		const start = performance.now();
		const outcome = await run();
		const time = performance.now() - start;
		outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		if (time > slowest) {
			slowest = time;
			keep('slowest', file);
		}
		if (outcome.startsWith('foreign')) {
			failures++;
			keep(`failure-${subject}-${seed}-${index}`, file);
			console.error(`Picture ${index} of seed ${seed}: ${outcome}`);
		}
		if ((index + 1) % Math.ceil(count / 10) === 0) {
			const megabytes = process.memoryUsage.rss() / 2 ** 20;
			console.log(`${index + 1} pictures, ${megabytes.toFixed(0)} MB, slowest ${slowest.toFixed(0)} ms`);
		}
	}
	for (const [outcome, times] of [...outcomes].sort(([, a], [, b]) => b - a)) {
		console.log(`${times.toString().padStart(8)} ${outcome}`);
	}
	process.exitCode = failures === 0 ? 0 : 1;
}

function decodeTrials(): (seed: number) => Trial {
	const formats = readPictures();
	const good = readFileSync('test/fixtures/golden/7_00000_q95.jpg');
	const goodPixels = digestOf(good);
	return (seed) => {
		const random = createRandom(seed);
		const file = mutatePicture(formats, random);
		const options = { ...limits, ...(random() < 0.5 && { minimumSide: 1 + Math.floor(random() * 60) }) };
		const run = async (): Promise<string> => {
			const outcome = await decodeImage(file, options).then(({ format }) => `${format} decoded`, outcomeOf);
			const isHarmless = outcome.endsWith('decoded') || (await digestOf(good)) === (await goodPixels);
			return isHarmless ? outcome : `foreign: no good picture decodes after ${outcome}`;
		};
		return { file, run };
	};
}

function normalizeTrials(): (seed: number) => Trial {
	return (seed) => {
		const image = drawOddImage(createOddRandom(seed));
		const run = async (): Promise<string> => {
			try {
				const { digits } = await readDigits(image, 'mnist', { steps: true, decodeFiner: () => Promise.resolve(image) });
				const hasInk = digits.every(({ digit }) => digit.some((value) => value > 127));
				return hasInk ? (digits.length === 1 ? 'a digit' : 'several digits') : 'foreign: a digit without ink';
			} catch (error) {
				return outcomeOf(error);
			}
		};
		return { file: toPgm(image), run };
	};
}

function outcomeOf(error: unknown): string {
	// A TypeError is a mistake of ours, even inside a problem.
	if (error instanceof ProblemError && !(error.cause instanceof TypeError)) {
		return 'format' in error.problem ? `${error.problem.format} ${error.problem.code}` : error.problem.code;
	}
	return `foreign: ${error instanceof Error ? error.stack : String(error)}`;
}

/** The picture as a binary portable graymap, which picture viewers show. */
function toPgm({ width, height, pixels }: GrayImage): Uint8Array {
	return Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), pixels]);
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
