import { gzipSync } from 'node:zlib';
import { packTar } from './packTar.ts';

/**
 * The `model.tar.gz` that SageMaker wants of a model: a POSIX `ustar` archive with one file, `xgboost-model`, as a
 * training job names it; several, `xgboost-model-0` and so on, are those of k-fold cross-validation.
 * The same models give the same bytes.
 */
export function createModelArchive(...models: readonly Uint8Array[]): Uint8Array {
	const files = models.map((bytes, index) => ({
		name: models.length === 1 ? 'xgboost-model' : `xgboost-model-${index}`,
		bytes,
	}));
	return gzipSync(packTar(files), { level: 9 });
}
