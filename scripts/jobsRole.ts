// `npm run jobs-role -- --bucket NAME` prints, for an administrator, the role that training and transform jobs run as.
import { spawnSync } from 'node:child_process';
import { jobsRolePolicy, jobsRoleTrust, partitionOf } from '../src/aws/jobsRole.ts';
import { parseOptions, UsageError } from '../src/cli/parseArguments.ts';
import { orUsage } from './orUsage.ts';

const usage = `npm run jobs-role -- --bucket NAME --region NAME [options]

  --bucket NAME   the S3 bucket of the jobs' data and artifacts
  --region NAME   of the jobs and the bucket, such as eu-west-1
  --prefix NAME   of their keys; default: digit-classifier
  --kms-key ARN   the key that the bucket is encrypted with, if it is one of your own
  --account ID    default: the profile's
  --profile NAME  of your AWS config files`;

const { values, bucket, region } = orUsage(usage, () => {
	const { values } = parseOptions({
		options: {
			bucket: { type: 'string' },
			region: { type: 'string' },
			prefix: { type: 'string', default: 'digit-classifier' },
			'kms-key': { type: 'string' },
			account: { type: 'string' },
			profile: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const { bucket = '', region = '', help } = values;
	if ((bucket === '' || region === '') && !help) {
		throw new UsageError('--bucket and --region are needed.');
	}
	return { values, bucket, region };
});
if (values.help) {
	console.log(usage);
	process.exit();
}
const { prefix, profile, 'kms-key': kmsKeyArn } = values;
const account = values.account ?? askAccount();
const policy = jobsRolePolicy({
	...{ partition: partitionOf(region), region, account, bucket, prefix },
	...(kmsKeyArn !== undefined && { kmsKeyArn }),
});

console.log(`Who may take the role, trust.json:

${JSON.stringify(jobsRoleTrust, undefined, 2)}

What it may do, policy.json:

${JSON.stringify(policy, undefined, 2)}

The administrator makes it with

aws iam create-role --role-name digit-classifier-jobs --assume-role-policy-document file://trust.json
aws iam put-role-policy --role-name digit-classifier-jobs --policy-name RunJobs --policy-document file://policy.json

and allows those who start jobs iam:PassRole on
arn:${partitionOf(region)}:iam::${account}:role/digit-classifier-jobs`);

/** It needs credentials, and no right. */
function askAccount(): string {
	const query = ['--query', 'Account', '--output', 'text', ...(profile ? ['--profile', profile] : [])];
	const { status, stdout } = spawnSync('aws', ['sts', 'get-caller-identity', ...query], {
		stdio: ['ignore', 'pipe', 'inherit'],
		encoding: 'utf8',
	});
	if (status !== 0) {
		console.error('The account is not known: add --account ID.');
		process.exit(1);
	}
	return stdout.trim();
}
