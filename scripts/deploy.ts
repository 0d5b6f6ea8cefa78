// `npm run deploy -- --bucket NAME` puts the service of infra/template.yaml into an AWS account.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { deployService, type Run } from './deployService.ts';

const usage = `npm run deploy -- --bucket NAME [options]

  --bucket NAME         an S3 bucket of yours in the region, for the model and the Lambda's code
  --stack NAME          default: digit-classifier
  --model FILE          default: model/xgboost/mnist.ubj, the original service's
  --instance-type TYPE  such as ml.m5.large; default: a serverless endpoint
  --profile NAME        of your AWS config files
  --region NAME         default: the profile's`;

const { values } = parseArgs({
	options: {
		bucket: { type: 'string' },
		stack: { type: 'string', default: 'digit-classifier' },
		model: { type: 'string', default: 'model/xgboost/mnist.ubj' },
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
if (spawnSync('aws', ['--version'], { stdio: 'ignore' }).status !== 0) {
	console.error('This needs the AWS CLI, which is not installed: https://aws.amazon.com/cli/');
	process.exit(1);
}

const run: Run = (command, args, output) => {
	const stdout = output === 'show' ? 'inherit' : 'pipe';
	const result = spawnSync(command, args, { stdio: ['ignore', stdout, 'inherit'], encoding: 'utf8' });
	if (result.status !== 0) {
		console.error(`This failed: ${[command, ...args].join(' ')}`);
		process.exit(result.status ?? 1);
	}
	return result.stdout;
};

const options = { bucket, stack, model, instanceType: values['instance-type'], profile, region };
const { endpoints, keyCommand } = deployService(options, run);

console.log(`
Into settings.json:

"digitClassifier.endpoints": ${JSON.stringify(endpoints, undefined, 2)}

The API's key, which the extension asks for, is shown by

${keyCommand}`);
