import { homedir } from 'node:os';
import { digitPixels } from '../../core/image.ts';
import { lazy } from '../../core/lazy.ts';
import { ProblemError, type FileProblem } from '../../core/problem.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { PixelRange } from '../../core/csv.ts';
import type { ModelFileConfig } from './config.ts';
import { createLocalEndpoint, type LocalModel } from '../localEndpoint.ts';
import { modelFileFailed } from './problems.ts';
import { maximumModelBytes, unpackModel } from './unpackModel.ts';

/** By absolute path; both reject with a `ProblemError` of a `FileProblem`. */
export interface ModelFiles {
	/** `mtime` in milliseconds, `size` in bytes. */
	readonly stat: (path: string) => Promise<{ readonly mtime: number; readonly size: number }>;
	readonly readFile: (path: string) => Promise<Uint8Array>;
}

/** A model of the user's own, read anew where the file has changed. */
export function createModelFileEndpoint(config: ModelFileConfig, files: ModelFiles): Endpoint {
	const { name, labels, pixelRange } = config;
	const path = config.path.replace(/^~(?=[/\\])/, homedir());
	let kept: { readonly version: string; readonly model: () => Promise<LocalModel> } | undefined;

	async function load(): Promise<LocalModel> {
		const { mtime, size } = await ofModel(path, files.stat(path));
		const version = `${mtime} ${size}`;
		if (kept?.version !== version) {
			if (size > maximumModelBytes) {
				throw modelFileFailed(path, { code: 'fileTooLarge', bytes: size, limit: maximumModelBytes });
			}
			const model = lazy(async () => loadXgboost(await ofModel(path, files.readFile(path)), pixelRange));
			kept = { version, model };
		}
		return kept.model();
	}

	return createLocalEndpoint({ name, labels, load });
}

/**
 * The model of a file: XGBoost's own formats, or a `model.tar.gz` with one of them.
 * Rejects with a `ProblemError` of a `ModelProblem` or a `ModelFileProblem`.
 */
async function loadXgboost(bytes: Uint8Array, pixelRange: PixelRange | undefined): Promise<LocalModel> {
	const { predict, readXgboostModel, toFeatures } = await import('../../models/xgboost/index.ts');
	const model = readXgboostModel(await unpackModel(bytes));
	if (model.featureCount !== digitPixels) {
		throw new ProblemError({ code: 'modelFeatures', features: model.featureCount, expected: digitPixels });
	}
	return (digit) => predict(model, toFeatures(digit, pixelRange));
}

async function ofModel<Result>(path: string, reading: Promise<Result>): Promise<Result> {
	try {
		return await reading;
	} catch (error) {
		throw error instanceof ProblemError ? modelFileFailed(path, error.problem as FileProblem, error) : error;
	}
}
