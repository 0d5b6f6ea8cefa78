import { homedir } from 'node:os';
import { ProblemError, type Endpoint, type FileProblem } from '../core/index.ts';
import type { XgboostModel } from '../core/xgboost/index.ts';
import { classifyLocally, loadModel, maximumLocalBatch } from './classifyLocally.ts';
import type { ModelFileConfig } from './config.ts';
import { maximumModelBytes } from './unpackModel.ts';

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
	let loaded: { readonly version: string; readonly model: XgboostModel } | undefined;

	async function load(): Promise<XgboostModel> {
		const { mtime, size } = await ofModel(path, files.stat(path));
		const version = `${mtime} ${size}`;
		if (loaded?.version !== version) {
			if (size > maximumModelBytes) {
				throw fileFailed(path, { code: 'fileTooLarge', bytes: size, limit: maximumModelBytes });
			}
			loaded = { version, model: await loadModel(await ofModel(path, files.readFile(path))) };
		}
		return loaded.model;
	}

	return {
		name,
		maximumBatch: maximumLocalBatch,
		...(labels && { labels }),
		async classify(samples, signal) {
			const model = await load();
			signal.throwIfAborted();
			return classifyLocally(model, samples, pixelRange);
		},
	};
}

/** So that a problem of the model's file is not taken for one of the picture. */
async function ofModel<Result>(path: string, reading: Promise<Result>): Promise<Result> {
	try {
		return await reading;
	} catch (error) {
		throw error instanceof ProblemError ? fileFailed(path, error.problem as FileProblem, error) : error;
	}
}

function fileFailed(path: string, problem: FileProblem, cause?: unknown): ProblemError {
	return new ProblemError({ code: 'modelFileFailed', path, problem }, { cause });
}
