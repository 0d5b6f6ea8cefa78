import { xgboostVersionOf, type XgboostImage } from '../../aws/xgboostImages.ts';
import { digitPixels } from '../../core/image.ts';
import { ProblemError } from '../../core/problem.ts';
import { isReader, readXgboostModel } from '../../models/xgboost/index.ts';
import { createModelArchive } from './createModelArchive.ts';
import { unpackModels } from './unpackModels.ts';

/** A model that SageMaker can serve as the service asks it: with rows of 784 pixels, for one of ten digits. */
export interface Deployable {
	/** The `model.tar.gz`: the very bytes that were read where the container takes them as they are. */
	readonly archive: Uint8Array;
	readonly objective: string;
	/** Those that read it of the images that were asked about. */
	readonly images: readonly [XgboostImage, ...XgboostImage[]];
}

const digitClasses = 10;

/**
 * Reads a model file or a `model.tar.gz`, once, before anything is created of it.
 * Rejects with a `ProblemError` of a `ModelProblem` or a `ModelFileProblem`: where none of the images reads it, of the last.
 */
export async function readDeployable(bytes: Uint8Array, asked: readonly XgboostImage[]): Promise<Deployable> {
	const { models, isForContainer } = await unpackModels(bytes);
	const read = models.map(readModel);
	const images: XgboostImage[] = [];
	let refusal: unknown;
	for (const image of asked) {
		const unread = read.find(({ readers }) => !isReader(readers, xgboostVersionOf(image)));
		if (unread) {
			refusal = new ProblemError({ code: 'modelImage', image, ...unread.readers });
		} else {
			images.push(image);
		}
	}
	const [first, ...others] = images;
	if (first === undefined) {
		throw refusal;
	}
	const [objective = ''] = read.map((model) => model.objective);
	return { archive: isForContainer ? bytes : createModelArchive(...models), objective, images: [first, ...others] };
}

function readModel(bytes: Uint8Array) {
	const model = readXgboostModel(bytes);
	const { featureCount, classCount } = model;
	if (featureCount !== digitPixels) {
		throw new ProblemError({ code: 'modelNotServed', of: 'features', found: featureCount, expected: digitPixels });
	}
	if (classCount !== digitClasses) {
		throw new ProblemError({ code: 'modelNotServed', of: 'classes', found: classCount, expected: digitClasses });
	}
	return model;
}
