import { predictionsEndpoint, PredictionTable } from '../../app/predictionTable.ts';
import type { Preprocessing } from '../../core/normalization.ts';
import type { Endpoint } from '../../core/ports.ts';
import { digitClasses } from '../../datasets/trueLabel.ts';
import { openSource, type DatasetSource } from './datasetSource.ts';
import type { KeptRuns } from './keptRuns.ts';
import { createRun, type EvaluationRun } from './evaluationRun.ts';

/** Predictions that were made elsewhere, a line for each item of the dataset, in its order. */
export interface MadePredictions {
	readonly source: DatasetSource;
	readonly preprocessing: Preprocessing;
	/** Of what made them. */
	readonly name: string;
	/** One file after the other. */
	readonly texts: () => AsyncIterable<string>;
}

/**
 * A run that has yet to begin, with the endpoint that knows its answers. Rejects with a `ProblemError` where the
 * predictions are not those of the dataset.
 */
export async function createPredictionsRun(
	{ source, preprocessing, name, texts }: MadePredictions,
	kept: KeptRuns,
	signal: AbortSignal,
): Promise<{ readonly run: EvaluationRun; readonly endpoint: Endpoint }> {
	const dataset = await openSource(source, { classes: digitClasses, labelRule: 'auto', signal });
	const table = new PredictionTable(dataset.count);
	for await (const text of texts()) {
		signal.throwIfAborted();
		table.add(text);
	}
	table.checkComplete();
	const endpoint = predictionsEndpoint(name, table, dataset);
	// A line says one label, so that it is none of a number.
	const labelRule = dataset.numbers ? 'none' : 'auto';
	const plan = { source, endpointKey: name, endpoint, preprocessing, labelRule } as const;
	return { run: await createRun(plan, (id) => kept.digitsFor(id), signal), endpoint };
}
