import { CommandFailed, Refusal, type AwsCli } from './awsCli.ts';
import { checkState, readStack } from './checkStack.ts';
import { deployStack } from './deployStack.ts';

/**
 * Whether it is there, and within reach.
 * @throws Refusal of one in another region, or of somebody else's
 */
function findBucket(bucket: string, aws: AwsCli): boolean {
	let region: string | undefined;
	try {
		({ BucketRegion: region } = (aws.read('s3api', 'head-bucket', '--bucket', bucket) ?? {}) as {
			readonly BucketRegion?: string;
		});
	} catch (error) {
		const message = error instanceof CommandFailed ? error.message : '';
		if (/\(404\)|NoSuchBucket/.test(message)) {
			return false;
		}
		if (/\(403\)/.test(message)) {
			throw new Refusal(`The bucket ${bucket} is somebody else's, or this profile may not look into it.`);
		}
		if (/\(30\d\)/.test(message)) {
			throw elsewhere(bucket, aws);
		}
		throw error;
	}
	if (region !== undefined && region !== aws.region) {
		throw elsewhere(bucket, aws, region);
	}
	return true;
}

function elsewhere(bucket: string, { region }: AwsCli, other?: string): Refusal {
	return new Refusal(
		`The bucket ${bucket} is in ${other ?? 'another region'}, and SageMaker in ${region} reads models there alone. ` +
			`Choose another bucket, or add --region ${other ?? 'REGION'}.`,
	);
}

/** @throws Refusal */
export function checkBucket(bucket: string, aws: AwsCli): void {
	if (!findBucket(bucket, aws)) {
		throw new Refusal(`There is no bucket ${bucket}. To make one of this name, private and encrypted: --create-bucket`);
	}
}

/** Makes it by infra/bucket.yaml, in a stack of its own, unless it is there. @throws Refusal */
export function ensureBucket(bucket: string, kmsKeyArn: string, aws: AwsCli): void {
	if (findBucket(bucket, aws)) {
		return;
	}
	const stack = `bucket-${bucket}`;
	checkState(readStack(stack, aws), stack, aws);
	deployStack(stack, 'infra/bucket.yaml', { BucketName: bucket, KmsKeyArn: kmsKeyArn }, aws);
}
