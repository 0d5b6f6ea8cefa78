import { giveBack } from '../../core/giveBack.ts';
import { lazy } from '../../core/lazy.ts';
import { ProblemError, type FileProblem } from '../../core/problem.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { ModelFileConfig } from './config.ts';
import type { ClassifyDigits } from '../../models/classifyDigits.ts';
import { createLocalEndpoint, type LoadedModel } from '../localEndpoint.ts';
import { resolveModelPath, type WorkspaceFolder } from './modelPath.ts';
import { modelFileFailed } from './problems.ts';

/** 1 GiB: sixty times the size of model/xgboost/mnist.ubj. */
const maximumModelBytes = 2 ** 30;

/** By absolute path; both reject with a `ProblemError` of a `FileProblem`. */
export interface ModelFiles {
	/** `mtime` in milliseconds, `size` in bytes. */
	readonly stat: (path: string) => Promise<{ readonly mtime: number; readonly size: number }>;
	/** The bytes are given away. */
	readonly readFile: (path: string) => Promise<Uint8Array>;
	/** Without it there is none. */
	readonly workspaceFolder?: WorkspaceFolder;
}

/**
 * A model of the user's own, read anew where the file has changed.
 * @param elsewhere see `LocalEndpointOptions`
 */
export function createModelFileEndpoint(
	config: ModelFileConfig,
	files: ModelFiles,
	elsewhere?: ClassifyDigits,
): Endpoint {
	const { name, labels } = config;
	let kept: { readonly version: string; readonly model: () => Promise<LoadedModel> } | undefined;

	async function load(): Promise<LoadedModel> {
		const path = resolveModelPath(config.path, (folder) => files.workspaceFolder?.(folder));
		const { mtime, size } = await ofModel(path, files.stat(path));
		const version = `${path} ${mtime} ${size}`;
		if (kept?.version !== version) {
			if (size > maximumModelBytes) {
				throw modelFileFailed(path, { code: 'fileTooLarge', bytes: size, limit: maximumModelBytes });
			}
			const model = lazy(async () => {
				const { loadXgboost } = await import('./loadXgboost.ts');
				const bytes = await ofModel(path, files.readFile(path));
				try {
					return await loadXgboost(bytes, config);
				} finally {
					// Smaller ones may have a part of memory that others have parts of.
					if (bytes.buffer.byteLength === bytes.byteLength) {
						giveBack(bytes);
					}
				}
			});
			kept = { version, model };
		}
		return kept.model();
	}

	return createLocalEndpoint({ name, labels, load, elsewhere });
}

async function ofModel<Result>(path: string, reading: Promise<Result>): Promise<Result> {
	try {
		return await reading;
	} catch (error) {
		throw error instanceof ProblemError ? modelFileFailed(path, error.problem as FileProblem, error) : error;
	}
}
