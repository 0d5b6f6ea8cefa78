import type { Aws, InvokeReply } from '../../aws/index.ts';
import { digitPixels } from '../../core/image.ts';
import { parseAnswer } from '../../core/answer.ts';
import { toCsvRow } from '../../core/csv.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { Prediction } from '../../core/prediction.ts';
import { sendHalving } from '../sendHalving.ts';
import type { SageMakerConfig } from './config.ts';

/**
 * Rows in one request, so that it stays below the 4 MB that serverless endpoints take (others: 6 MB or more): a
 * row has at most 784 × 21 bytes, since `str(pixel / 255)` has at most 20 characters.
 */
const maximumBatch = 240;

/**
 * A SageMaker endpoint that takes CSV rows, such as the XGBoost container. All samples of one call go in one
 * request, unless they are too large for it.
 * @param loadAws gives what can invoke; called at each `classify`
 */
export function createSageMakerEndpoint(
	config: SageMakerConfig,
	loadAws: () => Promise<Pick<Aws, 'invoke'>>,
): Endpoint {
	const { name, labels, endpointName, profile, pixelRange, accept = 'text/csv' } = config;
	return {
		name,
		needs: 'digit',
		isLocal: false,
		maximumBatch,
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
				requests += 1;
				bytes += body.length;
				const request = { ...pick(config), endpointName, body, features: digitPixels, accept };
				last = await aws.invoke(config, request, signal);
				const { body: answer, contentType } = last;
				return parseAnswer(answer, { rows: rows.length, classes: labels?.length, contentType });
			}

			const rows = samples.map(({ digit }) => toCsvRow(digit, pixelRange));
			const predictions = await sendHalving(rows, send, ({ code }) => code === 'awsPayloadTooLarge');
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

/** What selects one of several models behind an endpoint. */
function pick({ targetVariant, targetModel, inferenceComponent }: SageMakerConfig) {
	return {
		...(targetVariant !== undefined && { targetVariant }),
		...(targetModel !== undefined && { targetModel }),
		...(inferenceComponent !== undefined && { inferenceComponent }),
	};
}
