import { readFileSync } from 'node:fs';
import { classifyDigit, readNetwork, type Network } from '../src/models/network/index.ts';
import type { LabelledDigit } from '../tools/drawnDigits/readMnist.ts';
import { toHundredths } from './shares.ts';

export interface NetworkFigures {
	readonly msPerDigit: number;
	readonly modelBytes: number;
	readonly modelLoadMs: number;
}

/** The forward passes that warm up, and those that count. */
const [warmUps, passes] = [300, 1000];

/** The model with its size and how long it takes: to load the first time, and for a digit, the median once it is warm. */
export function benchNetwork(path: string, digits: readonly LabelledDigit[]): NetworkFigures & { network: Network } {
	const start = performance.now();
	const bytes = readFileSync(path);
	const network = readNetwork(bytes);
	const modelLoadMs = performance.now() - start;
	const times = digits.slice(0, warmUps + passes).map(({ digit }) => {
		const start = performance.now();
		classifyDigit(network, digit);
		return performance.now() - start;
	});
	const sorted = times.slice(warmUps).sort((one, other) => one - other);
	const msPerDigit = sorted[Math.floor(sorted.length / 2)] as number;
	return {
		network,
		msPerDigit: toHundredths(msPerDigit),
		modelBytes: bytes.length,
		modelLoadMs: toHundredths(modelLoadMs),
	};
}
