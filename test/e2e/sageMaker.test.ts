import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { readXgboostPredictions } from '../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { knownIdentities, writeAwsFiles } from '../../tools/sageMakerServer/identities.ts';
import { startSageMakerServer, type SageMakerServer } from '../../tools/sageMakerServer/server.ts';
import { openInstalled } from './openInstalled.ts';

/** Each with the words of its error, and the buttons that must be offered. */
const failures: readonly (readonly [
	endpointName: string,
	profile: string,
	words: RegExp,
	actions: readonly string[],
])[] = [
	['no-such-endpoint', 'digits', /no SageMaker endpoint no-such-endpoint in us-east-1/, ['Select Endpoint…']],
	['access-denied', 'digits', /must allow sagemaker:InvokeEndpoint on arn:aws:sagemaker:us-east-1:/, ['Try Again']],
	[
		'model-error',
		'digits',
		/failed with status 500[^]*500 Internal Server Error/,
		['Open CloudWatch Log', 'Try Again'],
	],
	['throttled', 'digits', /more requests than/, ['Try Again']],
	['html-ok', 'digits', /no prediction[^]*<html|no prediction[^]*<!doctype/i, ['Try Again', 'Select Endpoint…']],
	[
		'small-limit',
		'digits-unknown-key',
		/does not accept the access key of profile "digits-unknown-key"/,
		['Try Again'],
	],
	['digits', 'digits-expired', /temporary credentials of profile "digits-expired" have expired/, ['Try Again']],
	['digits', 'nobody', /no profile of this name: nobody/, ['Select Endpoint…', 'Open Setting']],
	['digits', 'digits-sso-expired', /signed out of AWS/, ['Sign In', 'Try Again']],
];

const nameOf = (endpointName: string, profile: string) => `${endpointName} with ${profile}`;

let folder: string;
let server: SageMakerServer;
let workbench: Workbench;

beforeAll(async () => {
	const now = Date.now();
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-sagemaker-'));
	const home = join(folder, 'home');
	const pictures = join(folder, 'pictures');
	await mkdir(pictures);
	await copyFile('samples/7_1.jpg', join(pictures, '7_1.jpg'));
	await copyFile('samples/3_1.jpg', join(pictures, '3_1.jpg'));

	server = await startSageMakerServer({ ...knownIdentities(now), predict: await readXgboostPredictions() });
	const { environment } = writeAwsFiles(home, server.url, now);
	await createAwsCommand(join(folder, 'bin'), home);

	workbench = await openInstalled({
		folder: pictures,
		environment: {
			...environment,
			HOME: home,
			SHELL: '/bin/sh',
			PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
			AWS_EC2_METADATA_DISABLED: 'true',
		},
	});
	// The endpoint is named where a picture is in sight.
	await workbench.openFile('7_1.jpg');
	const configured = [...failures, ['slow', 'digits'] as const];
	await workbench.changeSettings({
		'digitClassifier.endpoints': configured.map(([endpointName, profile]) => ({
			type: 'sageMaker',
			name: nameOf(endpointName, profile),
			endpointName,
			profile,
		})),
	});
});

afterAll(async () => {
	await workbench?.dispose();
	await server?.close();
	await rm(folder, { recursive: true, force: true });
});

/** Stands in for the AWS CLI: leaves behind what `aws sso login` leaves when the browser has said yes. */
async function createAwsCommand(bin: string, home: string): Promise<void> {
	const cache = join(home, '.aws', 'sso', 'cache');
	await mkdir(bin);
	const script = `#!/bin/sh
[ "$1 $2 $3 $4" = "sso login --profile digits-sso-expired" ] || exit 2
ended=$(ls -d ${cache}/*.json | while read file; do grep -l '"refreshToken":"ended"' "$file"; done)
good=$(ls -d ${cache}/*.json | while read file; do grep -L 1970 "$file"; done | head -n 1)
cp "$good" "$ended"
echo "Successfully logged in"
`;
	await writeFile(join(bin, 'aws'), script);
	// VS Code asks a login shell for the environment of terminals.
	await writeFile(join(home, '.profile'), `PATH=${bin}:$PATH\n`);
	await chmod(join(bin, 'aws'), 0o755);
}

async function classify(...names: [string, ...string[]]): Promise<Frame> {
	await workbench.selectFiles(names);
	await workbench.rightClick(names[0], 'Classify digit image');
	return workbench.panel();
}

/** Opens the picker and chooses the profile of a new endpoint. */
async function addEndpointOf(profile: string): Promise<void> {
	await workbench.runCommand('Select endpoint');
	await workbench.quickInput.choose(/SageMaker endpoint…/);
	await workbench.quickInput.choose(profile);
}

function label(panel: Frame, text: string): Locator {
	return panel.locator('[data-role="label"]').filter({ hasText: new RegExp(`^${text}$`) });
}

describe('an endpoint that fails says what to do', () => {
	test.each(failures)('%s with %s', async (endpointName, profile, words, actions) => {
		await workbench.changeSettings({ 'digitClassifier.endpoint': nameOf(endpointName, profile) });
		await workbench.statusBarItem(nameOf(endpointName, profile)).waitFor();
		const panel = await classify('7_1.jpg');
		const alert = panel.getByRole('alert').filter({ hasText: words });
		await alert.waitFor();
		const offered = await alert.getByRole('button').allInnerTexts();
		expect(offered).toEqual(expect.arrayContaining([...actions]));
		await workbench.screenshot(`error-${endpointName}-${profile}`);
	});

	test('signing in runs the AWS CLI and then tries every picture again that failed for want of it', async () => {
		const panel = await classify('3_1.jpg', '7_1.jpg');
		await panel.getByText('0 of 2 pictures classified').waitFor();
		await workbench.screenshot('error-gallery');
		await panel.getByRole('button', { name: 'Sign In' }).first().click();
		await panel.getByText('2 pictures classified').waitFor();
		await label(panel, '3').waitFor();
		await label(panel, '7').waitFor();
	});
});

test('cancelling frees the panel and closes the connection', async () => {
	await workbench.changeSettings({ 'digitClassifier.endpoint': nameOf('slow', 'digits') });
	await workbench.statusBarItem(nameOf('slow', 'digits')).waitFor();
	const panel = await classify('3_1.jpg');
	const invoked = () => server.requests.find(({ path }) => path === '/endpoints/slow/invocations');
	await expect.poll(invoked).toBeDefined();
	await panel.getByRole('button', { name: 'Cancel' }).click();
	await panel.getByText('Cancelled before').waitFor();
	await expect.poll(() => invoked()?.closedByClient).toBe(true);
});

describe('a SageMaker endpoint', () => {
	test('is added with the picker: profile, region, endpoint, name, a trial', async () => {
		const { quickInput } = workbench;
		await addEndpointOf('digits');
		await workbench.screenshot('picker-region');
		await quickInput.choose('us-east-1');
		await quickInput.choose('digits-softprob');
		await quickInput.answer('The name you will choose it by');
		await quickInput.item(/Save and use/).waitFor();
		await workbench.screenshot('picker-trial');
		await quickInput.choose(/Save and use/);
		await workbench.statusBarItem('digits-softprob').waitFor();
	});

	test('classifies, and the panel says what left the machine', async () => {
		const panel = await classify('7_1.jpg');
		await label(panel, '7').waitFor();
		const facts = await panel.locator('dl').innerText();
		expect(facts).toMatch(/1 picture, \d\.\d kB, to digits-softprob/);
		expect(facts).toMatch(/Region\s+us-east-1\s+Profile\s+digits\s+Variant\s+AllTraffic\s+Request ID\s+[0-9a-f-]{36}/);
		expect(server.requests.at(-1)).toMatchObject({ path: '/endpoints/digits-softprob/invocations', rows: 1 });
		await workbench.screenshot('sagemaker');
	});

	test('takes several pictures in one request', async () => {
		const before = server.requests.length;
		const panel = await classify('3_1.jpg', '7_1.jpg');
		await panel.getByText('2 pictures classified').waitFor();
		expect(server.requests.slice(before)).toMatchObject([{ rows: 2, status: 200 }]);
	});

	test('copies what it sent as a command', async () => {
		const panel = await classify('7_1.jpg');
		await panel.locator('.cards:not(.gallery)').getByRole('button', { name: 'Copy As…' }).click();
		await workbench.quickInput.choose('AWS CLI');
		await expect
			.poll(async () => workbench.clipboard())
			.toMatch(/^printf %s [\d.,]+ \|\naws sagemaker-runtime invoke-endpoint /);
	});
});

describe('the picker', () => {
	test('takes a typed name where listing is denied, and goes back to any question', async () => {
		const { quickInput } = workbench;
		await addEndpointOf('digits-role');
		await quickInput.item('us-east-1').waitFor();
		await quickInput.goBack();
		await quickInput.choose('digits-invoker');
		await quickInput.choose('us-east-1');
		await quickInput.item(/cannot be listed: type the name/).waitFor();
		await workbench.screenshot('picker-denied');
		await quickInput.type('digits-captured');
		await quickInput.choose('digits-captured');
		await quickInput.answer('The name you will choose it by');
		await quickInput.choose(/Save and use/);
		await workbench.statusBarItem('digits-captured').waitFor();
		await label(await classify('3_1.jpg'), '3').waitFor();
	});

	test('asks for the MFA code of a role, and says where data capture is on', async () => {
		const { quickInput } = workbench;
		await addEndpointOf('digits-mfa');
		await quickInput.choose('us-east-1');
		await quickInput.answer(/The code that .* shows now/, '123456');
		await quickInput.choose('digits-captured');
		await quickInput.answer('The name you will choose it by', 'guarded');
		await workbench.page.locator('.quick-input-list-row', { hasText: 'Data capture is on' }).waitFor();
		await workbench.screenshot('picker-capture');
		await quickInput.choose(/Save and use/);
		await workbench.statusBarItem('guarded').waitFor();
		await label(await classify('7_1.jpg'), '7').waitFor();
	});
});
