import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lazyAws, type LoadAws } from '../../../../src/aws/index.ts';
import { toCsvRow } from '../../../../src/core/csv.ts';
import { asDigit } from '../../../../src/core/image.ts';
import type { Sample } from '../../../../src/core/ports.ts';
import type { SageMakerConfig } from '../../../../src/endpoints/sageMaker/config.ts';
import { createSageMakerEndpoint } from '../../../../src/endpoints/sageMaker/endpoint.ts';
import { knownIdentities, writeAwsFiles } from '../../../../tools/sageMakerServer/identities.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';
import { useAwsHome } from '../../aws/awsHome.ts';

const home = useAwsHome();
const { signal } = new AbortController();
let server: SageMakerServer;
let loadAws: LoadAws;

/** The first pixel of a picture is its label. */
beforeAll(async () => {
	server = await startSageMakerServer({
		...knownIdentities(Date.now()),
		predict: (row) => {
			const first = row[0] ?? 0;
			const label = Math.round(first > 1 || Number.isInteger(first) ? first : first * 255);
			return Array.from({ length: 10 }, (_, index) => (index === label ? 0.91 : 0.01));
		},
	});
});
beforeEach(() => {
	writeAwsFiles(home.path, server.url, Date.now());
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
		{ endpointName: 'digits-components', inferenceComponent: 'digits-component' },
		{ endpointName: 'digits-elsewhere', region: 'eu-west-1' },
		{ pixelRange: '0-255' },
	])('%o', async (config) => {
		const { predictions } = await endpoint(config).classify(samples(7), signal);
		expect(predictions).toEqual([{ label: 7 }]);
	});

	test.each(['small-limit', 'small-container-limit'])('%s: halves what is too large', async (endpointName) => {
		const { predictions, sent } = await endpoint({ endpointName }).classify(samples(7, 0, 3), signal);
		expect(predictions.map(({ label }) => label)).toEqual([7, 0, 3]);
		expect(sent).toMatchObject({ requests: 5, rows: 3 });
	});

	test('a full request of the longest rows stays below the 4 MB that serverless endpoints take', async () => {
		const row = (pixel: number) => toCsvRow(asDigit(new Uint8Array(784).fill(pixel)));
		const longest = Array.from({ length: 256 }, (_, pixel) => pixel).reduce((one, other) =>
			row(other).length > row(one).length ? other : one,
		);
		const { maximumBatch, classify } = endpoint();
		const [sample] = samples(longest) as [Sample];
		const digit = asDigit(new Uint8Array(784).fill(longest));
		const { predictions, sent } = await classify(Array<Sample>(maximumBatch).fill({ ...sample, digit }), signal);
		expect(predictions.length).toBe(maximumBatch);
		expect(sent).toMatchObject({ requests: 1, rows: maximumBatch, bytes: server.requests.at(-1)?.bytes });
		expect(sent?.bytes).toBeLessThanOrEqual(4_000_000);
		// And one that takes no more rows than it could.
		expect(sent?.bytes).toBeGreaterThan(3_900_000);
	});

	test.each([
		['html-ok', 'answerUnreadable'],
		['garbage', 'answerUnreadable'],
	])('%s: %s', async (endpointName, code) => {
		const classified = endpoint({ endpointName }).classify(samples(7), signal);
		await expect(classified).rejects.toMatchObject({ problem: { code } });
	});

	test('a label that has no name', async () => {
		const classified = endpoint({ labels: ['zero', 'one'] }).classify(samples(7), signal);
		await expect(classified).rejects.toMatchObject({ problem: { code: 'answerLabelRange', label: 7, classes: 2 } });
	});
});
