import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { XgboostImage } from '../src/aws/xgboostImages.ts';
import { createAwsCli, type Account, type AwsCli, type Run } from './stack/awsCli.ts';
import { checkBucket, ensureBucket } from './stack/bucket.ts';
import { checkRegion } from './stack/checkRegion.ts';
import { checkStack, readStack } from './stack/checkStack.ts';
import { deployStack } from './stack/deployStack.ts';
import { readModel, type Model } from './stack/readModel.ts';
import { tryEndpoint } from './stack/tryEndpoint.ts';

export interface DeployOptions extends Account {
	/** An S3 bucket in the region. */
	readonly bucket: string;
	/** Whether to make it, if there is none. */
	readonly createBucket: boolean;
	readonly stack: string;
	/** A file that XGBoost loads or a `model.tar.gz`, here or `s3://…`. */
	readonly model: string;
	readonly image: XgboostImage;
	/** Empty for a serverless endpoint. */
	readonly instanceType: string;
	/** Empty for none. */
	readonly allowedOrigin: string;
	/** Empty for AWS's own keys. */
	readonly kmsKeyArn: string;
	readonly logRetentionDays: string;
}

export interface Deployed {
	/** For the setting `digitClassifier.endpoints`. */
	readonly endpoints: unknown;
	/** Shows the key of the API. */
	readonly keyCommand: string;
	/** What the endpoint said of a known digit. */
	readonly trial: string;
}

const workFolder = '.cache/deploy';

/**
 * Reads the model, bundles the Lambda, uploads both, and brings the stack of infra/template.yaml up to date, with
 * the AWS CLI alone: CloudFormation itself knows what SAM adds. The same model and code change nothing.
 * Rejects with a `Refusal` before anything is made, or of what CloudFormation could not make.
 */
export async function deployService(options: DeployOptions, run: Run, environment = process.env): Promise<Deployed> {
	const { bucket, stack, kmsKeyArn } = options;
	const aws = createAwsCli(options, run, environment);
	checkRegion(aws.region);
	const model = await readModel(options.model, options.image, aws);
	checkStack(stack, options.instanceType, aws);
	if (options.createBucket) {
		ensureBucket(bucket, kmsKeyArn, aws);
	} else {
		checkBucket(bucket, aws);
	}

	mkdirSync(workFolder, { recursive: true });
	const packagedTemplate = `${workFolder}/${stack}.yaml`;
	run(process.execPath, ['esbuild.mjs', '--lambda'], 'show');
	const modelUrl = model.url ?? upload(model, options, aws);
	// It would say what to do next, which is done here.
	aws.quietly(
		...['cloudformation', 'package', '--template-file', 'infra/template.yaml', '--s3-bucket', bucket],
		...['--s3-prefix', stack, ...(kmsKeyArn ? ['--kms-key-id', kmsKeyArn] : [])],
		...['--output-template-file', packagedTemplate],
	);
	const parameters = {
		ModelDataUrl: modelUrl,
		InstanceType: options.instanceType,
		XGBoostImage: options.image,
		AllowedOrigin: options.allowedOrigin,
		KmsKeyArn: kmsKeyArn,
		LogRetentionDays: options.logRetentionDays,
	};
	deployStack(stack, packagedTemplate, parameters, aws);
	return { ...readOutputs(stack, aws), trial: tryEndpoint(stack, aws) };
}

/** SageMaker takes a model anew only where its URL is another. @returns the URL */
function upload({ archive }: Model, { bucket, stack, kmsKeyArn }: DeployOptions, aws: AwsCli): string {
	const file = `${workFolder}/${stack}.tar.gz`;
	writeFileSync(file, archive);
	const digest = createHash('sha256').update(archive).digest('hex').slice(0, 16);
	const url = `s3://${bucket}/${stack}/${digest}/model.tar.gz`;
	aws.show('s3', 'cp', file, url, ...(kmsKeyArn ? ['--sse', 'aws:kms', '--sse-kms-key-id', kmsKeyArn] : []));
	return url;
}

function readOutputs(stack: string, aws: AwsCli): Omit<Deployed, 'trial'> {
	const outputs = readStack(stack, aws)?.Outputs ?? [];
	const valueOf = (key: string) => outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? '';
	return {
		endpoints: JSON.parse(valueOf('Endpoints')),
		keyCommand:
			'aws apigateway get-api-key --include-value --query value --output text' +
			` --api-key ${valueOf('ApiKeyId')} ${aws.options}`,
	};
}
