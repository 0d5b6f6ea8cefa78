// `npm run deploy -- --bucket NAME` puts the service of infra/template.yaml into an AWS account, with the AWS CLI.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createModelArchive } from './modelArchive.ts';

const usage = `npm run deploy -- --bucket NAME [options]

  --bucket NAME         an S3 bucket of yours in the region, for the model and the Lambda's code
  --stack NAME          default: digit-classifier
  --model FILE          default: media/model.ubj, the model of the extension
  --instance-type TYPE  such as ml.m5.large; default: a serverless endpoint
  --profile NAME        of your AWS config files
  --region NAME         default: the profile's`;

const { values } = parseArgs({
	options: {
		bucket: { type: 'string' },
		stack: { type: 'string', default: 'digit-classifier' },
		model: { type: 'string', default: 'media/model.ubj' },
		'instance-type': { type: 'string', default: '' },
		profile: { type: 'string' },
		region: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});
const { bucket, stack, model, profile, region } = values;
if (values.help || bucket === undefined) {
	console.log(usage);
	process.exit(values.help ? 0 : 2);
}

const account = [...(profile ? ['--profile', profile] : []), ...(region ? ['--region', region] : [])];
if (spawnSync('aws', ['--version'], { stdio: 'ignore' }).status !== 0) {
	console.error('This needs the AWS CLI, and it is not installed: https://aws.amazon.com/cli/');
	process.exit(1);
}

run(process.execPath, ['esbuild.mjs', '--lambda']);

const archive = createModelArchive(readFileSync(model));
const digest = createHash('sha256').update(archive).digest('hex').slice(0, 16);
const modelUrl = `s3://${bucket}/${stack}/${digest}/model.tar.gz`;
writeFileSync('.cache/model.tar.gz', archive);
aws(['s3', 'cp', '.cache/model.tar.gz', modelUrl]);

aws([
	...['cloudformation', 'package', '--template-file', 'infra/template.yaml'],
	...['--s3-bucket', bucket, '--s3-prefix', stack, '--output-template-file', '.cache/template.yaml'],
]);
aws([
	...['cloudformation', 'deploy', '--template-file', '.cache/template.yaml', '--stack-name', stack],
	...['--capabilities', 'CAPABILITY_IAM', '--no-fail-on-empty-changeset', '--parameter-overrides'],
	...[`ModelDataUrl=${modelUrl}`, `InstanceType=${values['instance-type']}`],
]);

const outputs = JSON.parse(
	aws(
		['cloudformation', 'describe-stacks', '--stack-name', stack, '--query', 'Stacks[0].Outputs', '--output', 'json'],
		'pipe',
	),
) as { readonly OutputKey: string; readonly OutputValue: string }[];
const output = (key: string) => outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? '';
const endpoints: unknown = JSON.parse(output('Endpoints'));

console.log(`
Into settings.json:

"digitClassifier.endpoints": ${JSON.stringify(endpoints, null, '\t')}

The API's key, which the extension will ask for, is shown by

aws apigateway get-api-key --include-value --query value --output text --api-key ${output('ApiKeyId')}`);

/** @returns what it printed, of `output: pipe`. */
function aws(args: readonly string[], output: 'inherit' | 'pipe' = 'inherit'): string {
	return run('aws', [...args, ...account], output);
}

function run(command: string, args: readonly string[], output: 'inherit' | 'pipe' = 'inherit'): string {
	const { status, stdout } = spawnSync(command, args, { stdio: ['ignore', output, 'inherit'], encoding: 'utf8' });
	if (status !== 0) {
		process.exit(status ?? 1);
	}
	return stdout;
}
