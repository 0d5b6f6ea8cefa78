import { parseAnswer } from '../core/answer.ts';
import type { Dataset } from '../core/dataset.ts';
import type { Endpoint } from '../core/ports.ts';
import type { Prediction } from '../core/prediction.ts';
import { ProblemError } from '../core/problem.ts';

/** Predictions of a whole dataset that were made elsewhere, by index. Plain numbers, since there may be a million. */
export class PredictionTable {
	private readonly labels: Int16Array;
	/** A row for each item; NaN where it has none. */
	private probabilities: Float32Array | undefined;
	private classes = 0;
	private filled = 0;

	constructor(readonly count: number) {
		this.labels = new Int16Array(count).fill(-1);
	}

	/**
	 * The lines of a file, for the items that follow those that were added before.
	 * @throws ProblemError of an `AnswerProblem`, or `predictionCount` where there are more of them than items
	 */
	add(text: string): void {
		const rows = text.split('\n').filter((line) => line.trim() !== '').length;
		if (this.filled + rows > this.count) {
			throw new ProblemError({ code: 'predictionCount', expected: this.count, received: this.filled + rows });
		}
		if (rows > 0) {
			for (const prediction of parseAnswer(text, { rows })) {
				this.set(this.filled, prediction);
				this.filled += 1;
			}
		}
	}

	/** @throws ProblemError `predictionCount` where there are fewer of them than items */
	checkComplete(): void {
		if (this.filled !== this.count) {
			throw new ProblemError({ code: 'predictionCount', expected: this.count, received: this.filled });
		}
	}

	get(index: number): Prediction {
		const label = this.labels[index] as number;
		const row = this.probabilities?.subarray(index * this.classes, (index + 1) * this.classes);
		return row && !row.includes(NaN) ? { label, probabilities: [...row] } : { label };
	}

	private set(index: number, { label, probabilities }: Prediction): void {
		this.labels[index] = label;
		if (probabilities && !this.probabilities) {
			this.classes = probabilities.length;
			this.probabilities = new Float32Array(this.count * this.classes).fill(NaN);
		}
		if (probabilities?.length === this.classes) {
			this.probabilities?.set(probabilities, index * this.classes);
		}
	}
}

/** The predictions as an endpoint that is asked for the dataset's own items: they are judged as those of any other. */
export function predictionsEndpoint(name: string, table: PredictionTable, dataset: Dataset): Endpoint {
	const indexes = new Map<string, number>();
	for (let index = 0; index < dataset.count; index++) {
		indexes.set(dataset.nameOf(index), index);
	}
	return {
		name,
		needs: 'digit',
		isLocal: true,
		maximumBatch: 1024,
		async classify(samples, signal) {
			signal.throwIfAborted();
			return { predictions: samples.map((sample) => table.get(indexes.get(sample.name) ?? 0)) };
		},
	};
}
