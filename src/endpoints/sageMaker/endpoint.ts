import type { Aws, InvokeReply } from '../../aws/index.ts';
import { digitPixels } from '../../core/image.ts';
import { parseAnswer } from '../../core/answer.ts';
import { meanRowBytes } from '../../core/csv.ts';
import { toRow } from '../../core/rows.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { Prediction } from '../../core/prediction.ts';
import { ProblemError } from '../../core/problem.ts';
import { sendHalving } from '../sendHalving.ts';
import type { SageMakerConfig } from './config.ts';

/**
 * Rows in one request, so that it stays below the 4 MB that serverless endpoints take (others: 6 MB or more): a
 * row has at most 784 × 21 bytes, since `str(pixel / 255)` has at most 20 characters; libsvm adds the feature's number.
 */
const maximumBatches = { 'text/csv': 240, 'text/libsvm': 204 };

/** What `InvokeEndpointAsync` takes in the request itself, in bytes, and the rows that always fit into it. */
const maximumAsynchronousBody = 128_000;
const asynchronousBatches = { 'text/csv': 7, 'text/libsvm': 6 };

/**
 * A SageMaker endpoint that takes CSV rows, such as the XGBoost container. All samples of one call go in one
 * request, unless they are too large for it.
 * @param loadAws gives what can invoke; called at each `classify`
 */
export function createSageMakerEndpoint(
	config: SageMakerConfig,
	loadAws: () => Promise<Pick<Aws, 'invoke'>>,
): Endpoint {
	const { name, labels, endpointName, profile, contentType = 'text/csv', accept = 'text/csv' } = config;
	const { asynchronous = false } = config;
	return {
		name,
		needs: 'digit',
		isLocal: false,
		maximumBatch: (asynchronous ? asynchronousBatches : maximumBatches)[contentType],
		rowBytes: meanRowBytes[config.pixelRange ?? '0-1'],
		...(labels && { labels }),
		warmUp: async () => void (await loadAws()),
		async classify(samples, signal) {
			const aws = await loadAws();
			signal.throwIfAborted();
			let requests = 0;
			let bytes = 0;
			let last: InvokeReply | undefined;

			async function send(rows: readonly string[]): Promise<readonly Prediction[]> {
				const body = rows.join('\n');
				if (asynchronous && body.length > maximumAsynchronousBody) {
					throw new ProblemError({ code: 'rowsTooLarge', bytes: body.length });
				}
				requests += 1;
				bytes += body.length;
				const features = digitPixels + (config.featureOffset ?? 0);
				const request = { ...pick(config), endpointName, body, contentType, features, accept };
				last = await aws.invoke(config, request, signal);
				const { contentType: answered, requestId } = last;
				const context = { rows: rows.length, labels, places: config.answer, contentType: answered, requestId };
				return parseAnswer(last.body, context);
			}

			const rows = samples.map(({ digit }) => toRow(digit, config));
			const predictions = await sendHalving(rows, send);
			return {
				predictions,
				sent: {
					destination: endpointName,
					requests,
					rows: rows.length,
					bytes,
					...(profile !== undefined && { profile }),
					...(last && { region: last.region }),
					...(last?.requestId !== undefined && { requestId: last.requestId }),
					...(last?.variant !== undefined && { variant: last.variant }),
				},
			};
		},
	};
}

const picked = [
	'targetVariant',
	'targetModel',
	'targetContainerHostname',
	'inferenceComponent',
	'inferenceId',
	'customAttributes',
	'asynchronous',
] as const;

/** What goes along with a request, as it is configured. */
function pick(config: SageMakerConfig): Pick<SageMakerConfig, (typeof picked)[number]> {
	return Object.fromEntries(picked.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])));
}
