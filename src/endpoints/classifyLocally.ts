import { digitPixels, ProblemError, type PixelRange, type Reply, type Sample } from '../core/index.ts';
import type { XgboostModel } from '../core/xgboost/index.ts';
import { unpackModel } from './unpackModel.ts';

/** How many digits a local model takes at once: between two calls others get their turn. */
export const maximumLocalBatch = 32;

/**
 * The model of a file: XGBoost's own formats, or a `model.tar.gz` with one of them.
 * Rejects with a `ProblemError` of a `ModelProblem`.
 */
export async function loadModel(bytes: Uint8Array): Promise<XgboostModel> {
	const { readXgboostModel } = await import('../core/xgboost/index.ts');
	const model = readXgboostModel(await unpackModel(bytes));
	if (model.featureCount !== digitPixels) {
		throw new ProblemError({ code: 'modelFeatures', features: model.featureCount, expected: digitPixels });
	}
	return model;
}

/** What a model says of digits; nothing leaves the machine. */
export async function classifyLocally(
	model: XgboostModel,
	samples: readonly Sample[],
	pixelRange: PixelRange | undefined,
): Promise<Reply> {
	const { predict, toFeatures } = await import('../core/xgboost/index.ts');
	return { predictions: samples.map(({ digit }) => predict(model, toFeatures(digit, pixelRange))) };
}
