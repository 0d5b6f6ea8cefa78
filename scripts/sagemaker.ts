// `npm run sagemaker [-- PORT]`: SageMaker on this machine, with one endpoint for each way in which one can behave.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXgboostPredictions } from '../tools/sageMakerServer/xgboostModel.ts';
import { scenarioEndpoints } from '../tools/sageMakerServer/endpoints.ts';
import { knownIdentities, profiles, writeAwsFiles } from '../tools/sageMakerServer/identities.ts';
import { startSageMakerServer } from '../tools/sageMakerServer/server.ts';

const now = Date.now();
const server = await startSageMakerServer({
	...knownIdentities(now),
	predict: await readXgboostPredictions(),
	port: Number(process.argv[2] ?? 8790),
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

console.log(`SageMaker answers at ${server.url}, also as STS and IAM Identity Center.

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

Ctrl+C ends it.
`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		rmSync(folder, { recursive: true, force: true });
		process.exit();
	});
}

function toAssignment([name, value]: [string, string]): string {
	return process.platform === 'win32' ? `$env:${name} = '${value}'` : `export ${name}='${value}'`;
}

function toTable(rows: readonly (readonly [string, string])[]): string {
	const width = Math.max(...rows.map(([name]) => name.length));
	return rows.map(([name, description]) => `  ${name.padEnd(width)}  ${description}`).join('\n');
}
