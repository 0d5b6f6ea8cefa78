import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { lazyAws, type LoadAws } from '../../../../src/aws/index.ts';
import { toCsvRow } from '../../../../src/core/csv.ts';
import { asDigit } from '../../../../src/core/image.ts';
import type { Sample } from '../../../../src/core/ports.ts';
import type { SageMakerConfig } from '../../../../src/endpoints/sageMaker/config.ts';
import { createSageMakerEndpoint } from '../../../../src/endpoints/sageMaker/endpoint.ts';
import { knownIdentities, writeAwsFiles } from '../../../../tools/sageMakerServer/identities.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';
import { useAwsHome } from '../../aws/awsHome.ts';

const home = useAwsHome();
const { signal } = new AbortController();
let server: SageMakerServer;
let loadAws: LoadAws;

/** May not read what asynchronous endpoints answer, and may not decrypt it. */
const limited = {
	'digits-unread': { ...exampleKey, accessKeyId: 'AKIAUNREAD7EXAMPLE00', denied: ['s3:GetObject'] },
	'digits-encrypted': { ...exampleKey, accessKeyId: 'AKIAENCRYPTEDEXAMPLE', denied: ['kms:Decrypt'] },
};

/** The first pixel of a picture is its label. */
beforeAll(async () => {
	const known = knownIdentities(Date.now());
	server = await startSageMakerServer({
		...known,
		keys: [...known.keys, ...Object.values(limited)],
		predict: (row) => {
			const first = row[0] ?? 0;
			const label = Math.round(first > 1 || Number.isInteger(first) ? first : first * 255);
			return Array.from({ length: 10 }, (_, index) => (index === label ? 0.91 : 0.01));
		},
	});
});
beforeEach(() => {
	const { environment } = writeAwsFiles(home.path, server.url, Date.now());
	for (const [profile, { accessKeyId, secretAccessKey }] of Object.entries(limited)) {
		appendFileSync(
			environment.AWS_CONFIG_FILE,
			`[profile ${profile}]\nregion = us-east-1\nendpoint_url = ${server.url}\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
		);
	}
	loadAws = lazyAws();
});
afterAll(() => server.close());

function endpoint(config: Partial<SageMakerConfig> = {}) {
	const defaults = { type: 'sageMaker', name: 'My model', endpointName: 'digits', profile: 'digits' } as const;
	return createSageMakerEndpoint({ ...defaults, ...config }, loadAws);
}

function samples(...labels: readonly number[]): Sample[] {
	return labels.map((label) => ({
		name: `${label}.png`,
		picture: { format: 'png', originalWidth: 28, originalHeight: 28 },
		digit: asDigit(Uint8Array.from({ length: 784 }, (_, index) => (index === 0 ? label : 200))),
	}));
}

/** Of those that take the most characters in a row. */
function longestPixel(): number {
	const row = (pixel: number) => toCsvRow(asDigit(new Uint8Array(784).fill(pixel)));
	return Array.from({ length: 256 }, (_, pixel) => pixel).reduce((one, other) =>
		row(other).length > row(one).length ? other : one,
	);
}

const seven = Array.from({ length: 10 }, (_, index) => (index === 7 ? expect.closeTo(0.91) : expect.closeTo(0.01)));

describe('a SageMaker endpoint', () => {
	test.each(['digits', 'digits-one-line', 'digits-softprob', 'digits-one-line-softprob', 'digits-selectable'])(
		'%s: one row or several',
		async (endpointName) => {
			const { predictions } = await endpoint({ endpointName }).classify(samples(7), signal);
			const several = await endpoint({ endpointName }).classify(samples(7, 0, 3), signal);
			const hasProbabilities = !/^digits(-one-line)?$/.test(endpointName);
			expect(predictions).toEqual([{ label: 7, ...(hasProbabilities && { probabilities: seven }) }]);
			expect(several.predictions.map(({ label }) => label)).toEqual([7, 0, 3]);
		},
	);

	test.each(['application/json', 'application/jsonlines'])('digits-selectable as %s', async (accept) => {
		const { predictions } = await endpoint({ endpointName: 'digits-selectable', accept }).classify(
			samples(7, 3),
			signal,
		);
		expect(predictions.map(({ label }) => label)).toEqual([7, 3]);
	});

	test('tells what left the machine', async () => {
		const { sent } = await endpoint({ endpointName: 'digits-variants', targetVariant: 'Green' }).classify(
			samples(7, 3),
			signal,
		);
		const request = server.requests.at(-1);
		expect(sent).toEqual({
			destination: 'digits-variants',
			region: 'us-east-1',
			profile: 'digits',
			requests: 1,
			rows: 2,
			bytes: request?.bytes,
			requestId: expect.any(String) as string,
			variant: 'Green',
		});
		expect(request).toMatchObject({ rows: 2, headers: { 'content-type': 'text/csv', accept: 'text/csv' } });
	});

	test.each<Partial<SageMakerConfig>>([
		{ endpointName: 'digits-multi-model', targetModel: 'tuned.tar.gz' },
		{ endpointName: 'digits-multi-container', targetContainerHostname: 'second' },
		{ endpointName: 'digits-components', inferenceComponent: 'digits-component' },
		{ endpointName: 'digits-elsewhere', region: 'eu-west-1' },
		{ pixelRange: '0-255' },
	])('%o', async (config) => {
		const { predictions } = await endpoint(config).classify(samples(7), signal);
		expect(predictions).toEqual([{ label: 7 }]);
	});

	test('hands on what is configured for the capture and the model', async () => {
		await endpoint({ inferenceId: 'run 7', customAttributes: 'trace=7; team=digits' }).classify(samples(7), signal);
		expect(server.requests.at(-1)?.headers).toMatchObject({
			'x-amzn-sagemaker-inference-id': 'run 7',
			'x-amzn-sagemaker-custom-attributes': 'trace=7; team=digits',
		});
	});

	describe('asynchronous', () => {
		const config = { endpointName: 'digits-async', asynchronous: true } as const;

		test.each(['digits', 'digits-invoker'])('waits for the answer in S3, as %s', async (profile) => {
			const settings = { ...config, profile, inferenceId: 'run 7', customAttributes: 'trace=7' };
			const { predictions, sent } = await endpoint(settings).classify(samples(7, 3), signal);
			expect(predictions.map(({ label }) => label)).toEqual([7, 3]);
			expect(predictions[0]?.probabilities).toEqual(seven);
			expect(sent).toMatchObject({ destination: 'digits-async', requests: 1, rows: 2, region: 'us-east-1' });
			expect(server.requests.filter(({ path }) => path.endsWith('/async-invocations')).at(-1)?.headers).toMatchObject({
				'x-amzn-sagemaker-content-type': 'text/csv',
				'x-amzn-sagemaker-accept': 'text/csv',
				'x-amzn-sagemaker-inference-id': 'run 7',
				'x-amzn-sagemaker-custom-attributes': 'trace=7',
			});
		});

		test("finds the answer where S3 has an address of one's own", async () => {
			vi.stubEnv('AWS_ENDPOINT_URL_S3', server.url.replace('127.0.0.1', 'localhost'));
			const { predictions } = await endpoint(config).classify(samples(7), signal);
			expect(predictions.map(({ label }) => label)).toEqual([7]);
		});

		test.each(['text/csv', 'text/libsvm'] as const)(
			'a full request of the longest rows of %s fits',
			async (contentType) => {
				const { maximumBatch, classify } = endpoint({ ...config, contentType });
				const digit = asDigit(new Uint8Array(784).fill(longestPixel()));
				const { sent } = await classify(Array<Sample>(maximumBatch).fill({ name: 'a.png', digit }), signal);
				expect(sent).toMatchObject({ requests: 1, rows: maximumBatch });
				expect(sent?.bytes).toBeGreaterThan(100_000);
			},
		);

		test('what does not fit is halved', async () => {
			const { predictions, sent } = await endpoint(config).classify(samples(...Array<number>(30).fill(7)), signal);
			expect(predictions.map(({ label }) => label)).toEqual(Array<number>(30).fill(7));
			expect(sent).toMatchObject({ requests: 4, rows: 30 });
		});

		test.each<[Partial<SageMakerConfig>, object]>([
			[{ featureOffset: 1 }, { code: 'featureCount', sent: 785, expected: 784 }],
			[{ accept: 'text/html' }, { code: 'acceptRefused', accept: 'text/html' }],
			[{ profile: 'digits-unread' }, { code: 'awsAccessDenied', action: 's3:GetObject' }],
			[{ profile: 'digits-encrypted' }, { code: 'awsAccessDenied', action: 'kms:Decrypt' }],
			[{ endpointName: 'digits' }, { code: 'awsRequestRefused' }],
			[{ asynchronous: false }, { code: 'awsRequestRefused' }],
		])('%o', async (change, problem) => {
			const classified = endpoint({ ...config, ...change }).classify(samples(7), signal);
			await expect(classified).rejects.toMatchObject({ problem });
		});

		test('is left when it is no longer wanted', async () => {
			const controller = new AbortController();
			const classified = endpoint({ ...config, endpointName: 'digits-async-slow' }).classify(
				samples(7),
				controller.signal,
			);
			await vi.waitUntil(() => server.requests.at(-1)?.path.endsWith('-error.out'));
			controller.abort(new Error('no longer wanted'));
			await expect(classified).rejects.toThrow('no longer wanted');
		});
	});

	test.each(['small-limit', 'small-container-limit'])('%s: halves what is too large', async (endpointName) => {
		const { predictions, sent } = await endpoint({ endpointName }).classify(samples(7, 0, 3), signal);
		expect(predictions.map(({ label }) => label)).toEqual([7, 0, 3]);
		expect(sent).toMatchObject({ requests: 5, rows: 3 });
	});

	test.each(['text/csv', 'text/libsvm'] as const)(
		'a full request of the longest rows of %s stays below the 4 MB that serverless endpoints take',
		async (contentType) => {
			const longest = longestPixel();
			const { maximumBatch, classify } = endpoint({ contentType });
			const [sample] = samples(longest) as [Sample];
			const digit = asDigit(new Uint8Array(784).fill(longest));
			const { predictions, sent } = await classify(Array<Sample>(maximumBatch).fill({ ...sample, digit }), signal);
			expect(predictions.length).toBe(maximumBatch);
			expect(sent).toMatchObject({ requests: 1, rows: maximumBatch, bytes: server.requests.at(-1)?.bytes });
			expect(sent?.bytes).toBeLessThanOrEqual(4_000_000);
			// And one that takes no more rows than it could.
			expect(sent?.bytes).toBeGreaterThan(3_900_000);
		},
	);

	test('rows are what is configured', async () => {
		const config = { contentType: 'text/libsvm', missing: 200, pixelRange: '0-255' } as const;
		const { predictions } = await endpoint(config).classify(samples(7, 3), signal);
		expect(predictions.map(({ label }) => label)).toEqual([7, 3]);
		expect(server.requests.at(-1)?.bytes).toBeLessThan(100);
	});

	test.each([
		['html-ok', 'answerUnreadable'],
		['garbage', 'answerUnreadable'],
		['empty-ok', 'answerUnreadable'],
		['no-content', 'answerUnreadable'],
		['endless', 'answerTooLarge'],
	])('%s: %s', async (endpointName, code) => {
		const classified = endpoint({ endpointName }).classify(samples(7), signal);
		await expect(classified).rejects.toMatchObject({ problem: { code } });
	});

	test('an answer that cannot be read, with the ID of the request', async () => {
		const classified = endpoint({ endpointName: 'garbage' }).classify(samples(7), signal);
		await expect(classified).rejects.toMatchObject({ problem: { requestId: expect.any(String) as string } });
	});

	test('a label that has no name', async () => {
		const classified = endpoint({ labels: ['zero', 'one'] }).classify(samples(7), signal);
		await expect(classified).rejects.toMatchObject({ problem: { code: 'answerLabelRange', label: 7, classes: 2 } });
	});
});
