import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { predictRows, readXgboostModel, toFeatures } from '../src/models/xgboost/index.ts';
import { readMnist } from '../tools/drawnDigits/readMnist.ts';
import { median } from './median.ts';
import { toHundredths, toThousandths } from './shares.ts';

/** How many test digits are predicted, one by one and in batches of {@link batch}. */
const count = 1600;
const batch = 32;
const rounds = 3;

/** Milliseconds a row, medians. */
interface Times {
	readonly one: number;
	readonly batch: number;
}

/** The 2,000 trees of model/xgboost/mnist.ubj, on one thread: how many times as fast as real XGBoost's they are. */
export function benchWalk() {
	const file = readFileSync('model/xgboost/mnist.ubj');
	const start = performance.now();
	const model = readXgboostModel(file);
	const walkLoadMs = performance.now() - start;
	const rows = readMnist('test')
		.slice(0, count)
		.map(({ digit }) => toFeatures(digit));
	const measure = (size: number): number => {
		const times = Array.from({ length: count / size }, (_, index) => {
			const part = rows.slice(index * size, (index + 1) * size);
			const start = performance.now();
			predictRows(model, part);
			return (performance.now() - start) / size;
		});
		return median(times);
	};
	measure(1);
	measure(batch);
	// In turn, so that what else the machine does hits both.
	const [ours, theirs]: [Times[], Times[]] = [[], []];
	for (let round = 0; round < rounds; round++) {
		ours.push({ one: measure(1), batch: measure(batch) });
		theirs.push(...measureXgboost());
	}
	const ratio = (name: keyof Times) =>
		theirs.length === 0 ? undefined : toHundredths(medianOf(theirs, name) / medianOf(ours, name));
	console.log('2,000 trees, ms a row on one thread:', { ours, theirs });
	return {
		walkLoadMs: toHundredths(walkLoadMs),
		walkMs: toThousandths(medianOf(ours, 'one')),
		walkBatchMs: toThousandths(medianOf(ours, 'batch')),
		walkVsXgboost: ratio('one'),
		walkBatchVsXgboost: ratio('batch'),
	};
}

/** None where it is not installed. */
function measureXgboost(): Times[] {
	const { status, stdout } = spawnSync('/usr/bin/python3', ['bench/walk.py', `${count}`, `${batch}`]);
	if (status !== 0) {
		console.log("real XGBoost: skipped, Debian's python3-xgboost is not installed");
		return [];
	}
	return [JSON.parse(stdout.toString()) as Times];
}

function medianOf(times: readonly Times[], name: keyof Times): number {
	return median(times.map((time) => time[name]));
}
