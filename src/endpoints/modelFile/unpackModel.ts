import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ProblemError } from '../../core/problem.ts';
import { modelBroken } from '../../models/problems.ts';
import { readTar, type TarFile } from './readTar.ts';

/** 1 GiB: sixty times the size of model/xgboost/mnist.ubj. */
export const maximumModelBytes = 2 ** 30;

/** The name that a SageMaker training job gives its model. */
const trainingJobName = 'xgboost-model';

/**
 * The model's own bytes: those of the file, or of the model that a `model.tar.gz` holds.
 * Rejects with a `ProblemError`: `modelBroken`, `modelArchive`, `modelPickled`.
 */
export async function unpackModel(bytes: Uint8Array, limit = maximumModelBytes): Promise<Uint8Array> {
	const model = isGzip(bytes) ? findModel(readTar(await decompress(bytes, limit))) : bytes;
	if (isPickle(model)) {
		throw new ProblemError({ code: 'modelPickled' });
	}
	return model;
}

/** As the container looks for it: that of the training job, or else the only file. */
function findModel(files: readonly TarFile[]): Uint8Array {
	const models = files.filter(({ name }) => !/(^|\/)(code\/|\.[^/]+$)/.test(name));
	const named = models.find(({ name }) => name.split('/').at(-1) === trainingJobName);
	const model = named ?? (models.length === 1 ? models[0] : undefined);
	if (!model) {
		throw new ProblemError({ code: 'modelArchive', files: models.slice(0, 20).map(({ name }) => name) });
	}
	return model.bytes;
}

async function decompress(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
	try {
		return await promisify(gunzip)(bytes, { maxOutputLength: limit });
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		throw modelBroken(detail, error);
	}
}

function isGzip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Python's pickle of protocol 2 to 5: what the training containers up to 1.2-1 write. */
function isPickle(bytes: Uint8Array): boolean {
	return bytes[0] === 0x80 && bytes[1] !== undefined && bytes[1] >= 2 && bytes[1] <= 5;
}
