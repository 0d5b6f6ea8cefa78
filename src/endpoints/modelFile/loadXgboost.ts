import { digitPixels } from '../../core/image.ts';
import { ProblemError } from '../../core/problem.ts';
import { levelsOf, readXgboostModel, type XgboostModel } from '../../models/xgboost/index.ts';
import type { LoadedModel } from '../localEndpoint.ts';
import type { ModelFileConfig } from './config.ts';
import { unpackModels } from './unpackModels.ts';

/**
 * The model of a file: XGBoost's own formats, or a `model.tar.gz` with one of them, or with those of k-fold
 * cross-validation.
 * Rejects with a `ProblemError` of a `ModelProblem` or a `ModelFileProblem`.
 */
export async function loadXgboost(bytes: Uint8Array, config: ModelFileConfig): Promise<LoadedModel> {
	const models = (await unpackModels(bytes)).models.map(readXgboostModel);
	for (const model of models) {
		checkFeatures(model, config);
	}
	const { pixelRange, missing, featureOffset } = config;
	const members = models.map((model) => ({
		model,
		pixelRange,
		layout: { missing, featureOffset, featureCount: model.featureCount, levels: levelsOf(model, pixelRange) },
	}));
	const isWarned = config.missing === undefined && models.some(({ sawMissing }) => sawMissing);
	return { model: { kind: 'xgboost', members }, ...(isWarned && { warning: 'zerosMissing' }) };
}

/** Of sparse rows, as in libsvm files, the features behind the last one that was ever set are not counted. */
function checkFeatures({ featureCount }: XgboostModel, { featureOffset, missing }: ModelFileConfig): void {
	const expected = digitPixels + (featureOffset ?? 0);
	const maySparse = featureOffset !== undefined || missing !== undefined;
	if (featureCount > expected || (featureCount < expected && !maySparse)) {
		throw new ProblemError({ code: 'modelFeatures', features: featureCount, expected });
	}
}
