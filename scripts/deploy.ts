// `npm run deploy -- --bucket NAME` puts the service of infra/template.yaml into an AWS account.
import { spawnSync } from 'node:child_process';
import { defaultXgboostImage, xgboostImages } from '../src/aws/xgboostImages.ts';
import { oneOf, parseOptions, UsageError } from '../src/cli/parseArguments.ts';
import { deployService } from './deployService.ts';
import { orUsage } from './orUsage.ts';
import { CommandFailed, Refusal, type Run } from './stack/awsCli.ts';

const usage = `npm run deploy -- --bucket NAME [options]

  --bucket NAME         an S3 bucket of yours in the region, for the model and the Lambda's code
  --create-bucket       make it, private and encrypted, if there is none of the name
  --stack NAME          also the endpoint's name; default: digit-classifier
  --model FILE          a model file or model.tar.gz, here or s3://…; default: model/xgboost/mnist.ubj
  --image TAG           ${xgboostImages.join(', ')}; default: ${defaultXgboostImage}
  --instance-type TYPE  such as ml.m5.large; default: a serverless endpoint
  --allowed-origin URL  whose pages may ask the API from a browser, such as https://example.com
  --kms-key ARN         of your own key for the bucket and an instance's disk
  --log-days DAYS       how long logs are kept; default: 30
  --profile NAME        of your AWS config files
  --region NAME         default: the profile's`;

const { values, bucket, image } = orUsage(usage, () => {
	const { values } = parseOptions({
		options: {
			bucket: { type: 'string' },
			'create-bucket': { type: 'boolean', default: false },
			stack: { type: 'string', default: 'digit-classifier' },
			model: { type: 'string', default: 'model/xgboost/mnist.ubj' },
			image: { type: 'string', default: defaultXgboostImage },
			'instance-type': { type: 'string', default: '' },
			'allowed-origin': { type: 'string', default: '' },
			'kms-key': { type: 'string', default: '' },
			'log-days': { type: 'string', default: '30' },
			profile: { type: 'string' },
			region: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const { bucket = '', help } = values;
	if (bucket === '' && !help) {
		throw new UsageError('--bucket names an S3 bucket of yours.');
	}
	return { values, bucket, image: oneOf('--image', xgboostImages, values.image) };
});
const { stack, model, profile, region } = values;
if (values.help) {
	console.log(usage);
	process.exit();
}
if (spawnSync('aws', ['--version'], { stdio: 'ignore' }).status !== 0) {
	console.error('This needs the AWS CLI, which is not installed: https://aws.amazon.com/cli/');
	process.exit(1);
}

const run: Run = (command, args, output) => {
	const result = spawnSync(command, args, {
		stdio: output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
		encoding: 'utf8',
		// A stack's events tell every property of every resource, again and again.
		maxBuffer: 2 ** 28,
	});
	if (result.status !== 0) {
		const said = [`This failed: ${[command, ...args].join(' ')}`, ...(result.stderr ? [result.stderr.trim()] : [])];
		throw new CommandFailed(said.join('\n'));
	}
	return result.stdout ?? '';
};

try {
	const { endpoints, keyCommand, trial } = await deployService(
		{
			...{ bucket, stack, model, image, profile, region },
			createBucket: values['create-bucket'],
			instanceType: values['instance-type'],
			allowedOrigin: values['allowed-origin'],
			kmsKeyArn: values['kms-key'],
			logRetentionDays: values['log-days'],
		},
		run,
	);
	console.log(`
${trial}

Into settings.json:

"digitClassifier.endpoints": ${JSON.stringify(endpoints, undefined, 2)}

The API's key, which the extension asks for, is shown by

${keyCommand}`);
} catch (error) {
	if (!(error instanceof Refusal || error instanceof CommandFailed)) {
		throw error;
	}
	console.error(`\n${error.message}`);
	process.exitCode = 1;
}
