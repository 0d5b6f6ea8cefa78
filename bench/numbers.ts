import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isCutInDoubt, type LocatedDigit } from '../src/core/normalization.ts';
import { doubtOf } from '../src/core/prediction.ts';
import { ProblemError } from '../src/core/problem.ts';
import { prepare } from '../src/imageWorker/prepare.ts';
import { classifyDigit, readNetwork, type Network } from '../src/models/network/index.ts';
import { drawNumbers, type NumberOptions } from '../tools/drawnDigits/drawNumbers.ts';
import type { MnistSet } from '../tools/drawnDigits/readMnist.ts';
import { spacings } from '../tools/drawnDigits/writeNumber.ts';
import { median } from './median.ts';
import { Shares } from './shares.ts';

/** How many digits the measured numbers have. */
const lengths = [2, 4, 6];

/**
 * How many drawn numbers come out exactly right: README.md has the figures' meanings. Prints them, and writes them as
 * JSON where a file is named.
 */
export async function benchNumbers(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			json: { type: 'string' },
			count: { type: 'string', default: '500' },
			seed: { type: 'string', default: '1' },
			set: { type: 'string', default: 'test' },
		},
	});
	const network = readNetwork(readFileSync('media/digits.safetensors'));
	const options = { count: Number(values.count), seed: Number(values.seed), set: values.set as MnistSet };
	const shares = new Shares();
	const times: number[] = [];
	const measure = async (name: string, drawn: Omit<NumberOptions, keyof typeof options>): Promise<void> => {
		for await (const { lines, ground, jpeg } of drawNumbers({ ...options, ...drawn })) {
			const read = await readPicture(jpeg, network);
			const isRight = read.text === lines.join('\n');
			shares.add(name, isRight);
			if (name === 'single') {
				continue;
			}
			shares.add(`${ground}, ${drawn.spacing}`, isRight);
			if (!read.isDoubtful) {
				shares.add('certain, right', isRight);
			}
			shares.add('certain', !read.isDoubtful);
			if (drawn.digits === 4) {
				times.push(read.milliseconds);
			}
		}
		console.log(`${name}: ${shares.percent(name).toFixed(2)} %`);
	};
	await measure('single', { digits: 1, spacing: 'normal' });
	for (const spacing of spacings) {
		for (const digits of lengths) {
			await measure(`${spacing}${digits}`, { digits, spacing });
		}
	}
	await measure('lines', { digits: 4, spacing: 'normal', lines: 3 });
	shares.print();
	const single = shares.percent('single');
	const names = ['single', ...spacings.flatMap((spacing) => lengths.map((digits) => `${spacing}${digits}`)), 'lines'];
	const figures = {
		...Object.fromEntries(names.map((name) => [name, shares.percent(name)])),
		...Object.fromEntries(
			lengths.map((digits) => [`power${digits}`, Math.round(1e4 * (single / 100) ** digits) / 100]),
		),
		certain: shares.percent('certain'),
		certainRight: shares.percent('certain, right'),
		msPerNumber: Math.round(median(times)),
	};
	console.log(figures);
	if (values.json !== undefined) {
		writeFileSync(values.json, `${JSON.stringify(figures, undefined, '\t')}\n`);
	}
}

/** A picture's digits, a line of text for each of its lines; empty where nothing is found. */
async function readPicture(jpeg: Uint8Array, network: Network) {
	const start = performance.now();
	const digits = await findDigits(jpeg);
	const predictions = digits.map(({ digit }) => classifyDigit(network, digit));
	const milliseconds = performance.now() - start;
	const rows: string[] = [];
	for (const [index, { line }] of digits.entries()) {
		rows[line] = `${rows[line] ?? ''}${predictions[index]?.label}`;
	}
	const isDoubtful =
		digits.length === 0 || digits.some(isCutInDoubt) || predictions.some((prediction) => doubtOf(prediction));
	return { text: rows.join('\n'), isDoubtful, milliseconds };
}

async function findDigits(jpeg: Uint8Array): Promise<readonly LocatedDigit[]> {
	try {
		return (await prepare(jpeg, 'mnist', { steps: false })).digits;
	} catch (error) {
		if (error instanceof ProblemError && error.problem.code === 'noInk') {
			return [];
		}
		throw error;
	}
}
