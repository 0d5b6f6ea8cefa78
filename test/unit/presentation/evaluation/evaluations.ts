import type { Evaluation } from '../../../../src/app/evaluation.ts';
import { figuresOf } from '../../../../src/evaluation/figures.ts';
import { createResults } from '../../../../src/evaluation/results.ts';

export const versions = { digitClassifier: '0.1.0', node: '20.20.2' };

const names = ['7/a.jpg', '3/<b>&"c".png', '7/=1|2,`x`.jpg', '9/d.jpg', 'e.jpg'];

/** Five items: right, wrong, wrong, failed, without a true label. */
export function evaluation(change: Partial<Evaluation> = {}) {
	const results = createResults(5, { keepsDigits: true, truth: Int16Array.of(1, 0, 1, 2, -1) });
	const row = (...shares: number[]): number[] => shares;
	for (let index = 0; index < 5; index++) {
		results.setDigits(index, [Uint8Array.from({ length: 784 }, (_, pixel) => (pixel * (index + 1)) % 256)]);
	}
	results.setClassified(0, [{ label: 1, probabilities: row(0.1, 0.7, 0.2) }], 12.34567);
	results.setClassified(1, [{ label: 2, probabilities: row(0.25, 0.25, 0.5) }], 20);
	results.setClassified(2, [{ label: 0, probabilities: row(0.9, 0.05, 0.05) }], 20);
	results.setFailed(3, { code: 'fileUnreadable', detail: 'EIO' });
	results.setClassified(4, [{ label: 1 }], 30);
	const made: Evaluation = {
		dataset: {
			name: 'my <digits>',
			count: 5,
			facts: {
				kind: 'pictures',
				labelRule: 'auto',
				areNumbers: false,
				labelsFrom: { labelsFile: 0, folder: 4, fileName: 0, none: 1 },
			},
		},
		idOf: (index) => `/home/${index}`,
		nameOf: (index) => names[index] ?? '',
		endpoint: { name: 'prod & "co"', sent: { destination: 'mnist', region: 'eu-west-1', variant: 'blue' } },
		preprocessing: 'auto',
		classes: ['three', 'seven', 'nine'],
		started: Date.UTC(2026, 10, 25, 20, 0, 0),
		ended: Date.UTC(2026, 10, 25, 20, 0, 2, 500),
		results,
		...change,
	};
	return { made, results, figures: figuresOf(made.results, made.classes.length) };
}

/** True and given numbers; undefined: none, or failed. */
const numbers: readonly (readonly [truth: string | undefined, predicted: string | undefined])[] = [
	['2026', '2026'],
	['2026', '2028'],
	['137', '17'],
	['42', '421'],
	['7', '7'],
	[undefined, '10'],
	['55', undefined],
];

/** Seven items that are numbers, each digit of 0.9, the second item's cuts of 0.5. */
export function numberEvaluation() {
	const results = createResults(numbers.length, { keepsDigits: true });
	for (const [index, [truth, predicted]] of numbers.entries()) {
		if (truth !== undefined) {
			results.setTruth(index, Array.from(truth, Number));
		}
		const given = Array.from(predicted ?? '0', Number);
		results.setDigits(
			index,
			given.map((label) => new Uint8Array(784).fill(label + 1)),
			index === 1 ? 0.5 : 1,
		);
		const predictions = given.map((label) => ({
			label,
			probabilities: Array.from({ length: 10 }, (_, other) => (other === label ? 0.9 : 0.1 / 9)),
		}));
		if (predicted === undefined) {
			results.setFailed(index, { code: 'noInk' });
		} else {
			results.setClassified(index, predictions, 5);
		}
	}
	const made = evaluation({
		results,
		dataset: {
			name: 'numbers',
			count: numbers.length,
			facts: {
				kind: 'pictures',
				labelRule: 'auto',
				areNumbers: true,
				labelsFrom: { labelsFile: 0, folder: 0, fileName: 6, none: 1 },
			},
		},
		nameOf: (index) => `${index}.jpg`,
		classes: Array.from({ length: 10 }, (_, label) => `${label}`),
	});
	return { ...made, results };
}
