import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readTar } from '../../../src/endpoints/modelFile/readTar.ts';
import { fieldsOf, textOf } from '../../../src/models/xgboost/fields.ts';
import { readXgboostModel, type XgboostModel } from '../../../src/models/xgboost/index.ts';
import { parseModel } from '../../../src/models/xgboost/parse.ts';
import type { ContainerOptions, SelectableOutput } from '../runtime/container.ts';
import { createPredict } from '../runtime/xgboostModel.ts';
import { readWholeObject } from '../s3/buckets.ts';
import { parseS3Uri, type Context } from './context.ts';
import type { Model } from './modelOperations.ts';

/** The container of a model: with what its artifact in S3 holds, or with the server's own where it has none. Rejects where the container would not start. */
export async function loadModel(
	context: Context,
	{ artifact, image, environment, region }: Pick<Model, 'artifact' | 'image' | 'environment' | 'region'>,
): Promise<ContainerOptions> {
	const outputs = environment['SAGEMAKER_INFERENCE_OUTPUT']
		?.split(',')
		.map((output) => output.trim() as SelectableOutput);
	const limit = environment['MAX_CONTENT_LENGTH'];
	const setUp = {
		...(outputs && { inferenceOutput: outputs }),
		...(limit !== undefined && { maximumContentLength: Number(limit) }),
	};
	if (artifact === undefined) {
		return { ...setUp, predict: context.predict };
	}
	const { bucket, key } = parseS3Uri(artifact);
	const object = context.buckets.get(bucket, region).objects.get(key);
	if (object === undefined) {
		throw new Error(`${artifact} is gone.`);
	}
	const model = await readArtifact(await readWholeObject(object), image);
	return {
		...setUp,
		objective: model.objective === 'multi:softmax' ? 'multi:softmax' : 'multi:softprob',
		featureCount: model.featureCount,
		predict: createPredict(model),
	};
}

/** As the container opens a `model.tar.gz`: the file in its top folder must be a model, and no archive. */
async function readArtifact(bytes: Uint8Array, image: string): Promise<XgboostModel> {
	const files = readTar(await promisify(gunzip)(bytes))
		.map(({ name, bytes }) => ({ path: name.replace(/^\.\//, ''), bytes }))
		.filter(({ path }) => !path.includes('/') && !path.startsWith('.'));
	const file = files.find(({ path }) => path === 'xgboost-model') ?? files[0];
	if (file === undefined) {
		throw new Error('The archive has no file in its top folder.');
	}
	const model = readXgboostModel(file.bytes);
	const scores = textOf(fieldsOf(fieldsOf(parseModel(file.bytes), 'learner'), 'learner_model_param'), 'base_score');
	if (scores.startsWith('[') && !/:3\.[1-9]/.test(image)) {
		throw new Error(`base_score ${scores} is of XGBoost 3.1 or later, which ${image} cannot read.`);
	}
	return model;
}
