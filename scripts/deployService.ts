import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createModelArchive } from './modelArchive.ts';

export interface DeployOptions {
	/** An S3 bucket in the region. */
	readonly bucket: string;
	readonly stack: string;
	/** A file that XGBoost loads. */
	readonly model: string;
	/** Empty for a serverless endpoint. */
	readonly instanceType: string;
	readonly profile?: string | undefined;
	readonly region?: string | undefined;
}

export interface Deployed {
	/** For the setting `digitClassifier.endpoints`. */
	readonly endpoints: unknown;
	/** Shows the key of the API. */
	readonly keyCommand: string;
}

/** Runs a command; throws where it fails. @returns what it printed, if `output` is `return`. */
export type Run = (command: string, args: readonly string[], output: 'show' | 'return') => string;

const archive = '.cache/model.tar.gz';
const packagedTemplate = '.cache/template.yaml';

/**
 * Bundles the Lambda, packs and uploads the model, and brings the stack of infra/template.yaml up to date, with
 * the AWS CLI alone: CloudFormation itself knows what SAM adds. The same model and code change nothing.
 */
export function deployService(options: DeployOptions, run: Run): Deployed {
	const { bucket, stack, model, instanceType, profile, region } = options;
	const account = [...(profile ? ['--profile', profile] : []), ...(region ? ['--region', region] : [])];
	const aws = (args: readonly string[]) => run('aws', [...args, ...account], 'show');

	run(process.execPath, ['esbuild.mjs', '--lambda'], 'show');

	const bytes = createModelArchive(readFileSync(model));
	mkdirSync('.cache', { recursive: true });
	writeFileSync(archive, bytes);
	// SageMaker takes a model anew only where its URL is another.
	const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
	const modelUrl = `s3://${bucket}/${stack}/${digest}/model.tar.gz`;
	aws(['s3', 'cp', archive, modelUrl]);

	aws([
		...['cloudformation', 'package', '--template-file', 'infra/template.yaml'],
		...['--s3-bucket', bucket, '--s3-prefix', stack, '--output-template-file', packagedTemplate],
	]);
	aws([
		...['cloudformation', 'deploy', '--template-file', packagedTemplate, '--stack-name', stack],
		...['--capabilities', 'CAPABILITY_IAM', '--no-fail-on-empty-changeset'],
		...['--parameter-overrides', `ModelDataUrl=${modelUrl}`, `InstanceType=${instanceType}`],
	]);

	const query = ['--query', 'Stacks[0].Outputs', '--output', 'json'];
	const described = run(
		'aws',
		['cloudformation', 'describe-stacks', '--stack-name', stack, ...query, ...account],
		'return',
	);
	const outputs = JSON.parse(described) as readonly { readonly OutputKey: string; readonly OutputValue: string }[];
	const valueOf = (key: string) => outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? '';
	const keyCommand = ['aws apigateway get-api-key --include-value --query value --output text', ...account];
	return {
		endpoints: JSON.parse(valueOf('Endpoints')),
		keyCommand: [...keyCommand, '--api-key', valueOf('ApiKeyId')].join(' '),
	};
}
