import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { XgboostImage } from '../../src/aws/xgboostImages.ts';
import { english } from '../../src/cli/english.ts';
import { toProblem } from '../../src/core/problem.ts';
import { readDeployable } from '../../src/endpoints/modelFile/readDeployable.ts';
import { describeProblem } from '../../src/presentation/problems/describeProblem.ts';
import { Refusal, type AwsCli } from './awsCli.ts';
import { checkBucket } from './bucket.ts';

export interface Model {
	/** The `model.tar.gz`. */
	readonly archive: Uint8Array;
	/** Where it lies on S3 already, just so. */
	readonly url?: string;
}

const downloaded = '.cache/deploy/downloaded';

/**
 * A file that XGBoost loads or a `model.tar.gz`, here or on S3, read as the container will.
 * @throws Refusal of what the container or the service could not do with it
 */
export async function readModel(source: string, image: XgboostImage, aws: AwsCli): Promise<Model> {
	const isRemote = source.startsWith('s3://');
	const bytes = isRemote ? download(source, aws) : readLocal(source);
	try {
		const { archive } = await readDeployable(bytes, [image]);
		return isRemote && archive === bytes ? { archive, url: source } : { archive };
	} catch (error) {
		const { message, detail } = describeProblem(toProblem(error), english);
		throw new Refusal([`${source} is not deployed. ${message}`, ...(detail ? [detail] : [])].join('\n'));
	}
}

function readLocal(path: string): Uint8Array {
	if (!existsSync(path)) {
		throw new Refusal(`There is no file ${path}.`);
	}
	return readFileSync(path);
}

/** SageMaker reads a model in its own region alone. */
function download(url: string, aws: AwsCli): Uint8Array {
	checkBucket(url.split('/')[2] ?? '', aws);
	mkdirSync('.cache/deploy', { recursive: true });
	aws.show('s3', 'cp', url, downloaded);
	return readFileSync(downloaded);
}
