import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { ProblemError } from '../../core/problem.ts';
import { modelBroken, modelForeign } from '../../models/problems.ts';
import { modelFormatOf } from '../../models/xgboost/parse.ts';
import { foreignFormatOf, isPickle, readErrorPage } from './foreignFile.ts';
import { isTar, readTar, type TarFile } from './readTar.ts';

/** 1 GiB, unpacked. */
const maximumBytes = 2 ** 30;

/** The names that a SageMaker training job gives its model, and those of k-fold cross-validation. */
const trainingJobName = /^xgboost-model(-\d+)?$/;

export interface Unpacked {
	/** Their own bytes; there are several after k-fold cross-validation. */
	readonly models: readonly Uint8Array[];
	/** Whether they came from an archive that SageMaker's container takes as it is: from one with nothing beside them. */
	readonly isForContainer: boolean;
}

/**
 * The models of a file: the file itself, packed with gzip or not, or what a `model.tar.gz` holds.
 * Rejects with a `ProblemError`: `modelBroken`, `modelArchive`, `modelPickled`, `modelForeign`.
 */
export async function unpackModels(bytes: Uint8Array, limit = maximumBytes): Promise<Unpacked> {
	const unpacked = isGzip(bytes) ? openArchive(await decompress(gunzip, bytes, limit)) : bare(bytes);
	if (isZlib(bytes) && isPickle(await decompress(inflate, bytes, limit))) {
		throw new ProblemError({ code: 'modelPickled' });
	}
	for (const model of unpacked.models) {
		if (isPickle(model)) {
			throw new ProblemError({ code: 'modelPickled' });
		}
		const format = foreignFormatOf(model);
		if (format !== undefined && modelFormatOf(model) === undefined) {
			throw modelForeign(format, format === 'errorPage' ? readErrorPage(model) : undefined);
		}
	}
	return unpacked;
}

function bare(model: Uint8Array): Unpacked {
	return { models: [model], isForContainer: false };
}

/** What gzip packed: an archive, or one file. */
function openArchive(content: Uint8Array): Unpacked {
	if (isTar(content)) {
		return findModels(readTar(content));
	}
	if (modelFormatOf(content) === undefined && !isPickle(content) && foreignFormatOf(content) === undefined) {
		throw modelBroken('not a tar archive');
	}
	return bare(content);
}

/**
 * As the container looks for them, in the top folder alone: those of the training job, or else the only model. What
 * lies deeper counts only where there is none, which the container does not take.
 */
function findModels(files: readonly TarFile[]): Unpacked {
	const candidates = files
		.map((file) => ({ ...file, path: file.name.replace(/^(\.?\/)+/, '') }))
		.filter(({ path }) => !/(^|\/)(code\/|\.[^/]+$)/.test(path));
	const top = candidates.filter(({ path }) => !path.includes('/'));
	const inFolders = candidates.filter(({ path }) => path.includes('/'));
	/** The container loads whatever lies in the top folder. */
	const found = (...models: typeof candidates): Unpacked => ({
		models: models.map(({ bytes }) => bytes),
		isForContainer: top.length === models.length && models.every((model) => top.includes(model)),
	});
	const named = top.filter(({ path }) => trainingJobName.test(path));
	if (named.length > 0) {
		return found(...named);
	}
	for (const pool of [top, inFolders]) {
		const models = pool.filter(({ bytes }) => modelFormatOf(bytes) !== undefined || isPickle(bytes));
		const only = pool.filter(({ path }) => trainingJobName.test(path.slice(path.lastIndexOf('/') + 1)));
		const model = [only, models].find(({ length }) => length === 1)?.[0];
		if (model) {
			return found(model);
		}
		if (models.length > 1) {
			break;
		}
	}
	const [first, ...others] = candidates;
	// So that it is said what it is.
	if (first && others.length === 0) {
		return found(first);
	}
	throw new ProblemError({ code: 'modelArchive', files: candidates.slice(0, 20).map(({ name }) => name) });
}

async function decompress(unpack: typeof gunzip, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
	try {
		return await promisify(unpack)(bytes, { maxOutputLength: limit });
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		throw modelBroken(detail, error);
	}
}

/** As `joblib.dump(model, file, compress=3)` packs: RFC 1950's two bytes, which no model's file starts with. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
	return first === 0x78 && (first * 256 + second) % 31 === 0;
}

function isGzip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
