import {
	DescribeEndpointCommand,
	ListEndpointsCommand,
	SageMakerClient,
	type SageMakerClientConfig,
} from '@aws-sdk/client-sagemaker';
import type { EndpointDescription, EndpointSummary } from './aws.ts';

/** What a client's `send` takes besides the command. */
export interface SendOptions {
	readonly abortSignal: AbortSignal;
	/** 0: none but that of the whole call. */
	readonly requestTimeout?: number;
}

/** One page of endpoints, and the token of the next one where there is one. */
export interface EndpointPage {
	readonly endpoints: EndpointSummary[];
	readonly next: string | undefined;
}

/** What is asked about endpoints, and not of them. It has a chunk of its own: classifying does without. */
export interface Management {
	readonly listPage: (token: string | undefined, options: SendOptions) => Promise<EndpointPage>;
	readonly describe: (endpointName: string, options: SendOptions) => Promise<EndpointDescription>;
}

export function createManagement(config: SageMakerClientConfig): Management {
	const client = new SageMakerClient(config);
	return {
		async listPage(token, options) {
			const command = new ListEndpointsCommand({
				StatusEquals: 'InService',
				SortBy: 'Name',
				SortOrder: 'Ascending',
				MaxResults: 100,
				NextToken: token,
			});
			const { Endpoints = [], NextToken } = await client.send(command, options);
			const endpoints = Endpoints.map(({ EndpointName: name = '', LastModifiedTime: modified }) => ({
				name,
				...(modified && { modified }),
			}));
			return { endpoints, next: NextToken };
		},
		async describe(endpointName, options) {
			const output = await client.send(new DescribeEndpointCommand({ EndpointName: endpointName }), options);
			return {
				status: output.EndpointStatus ?? '',
				variants: (output.ProductionVariants ?? []).map(({ VariantName: name = '' }) => name),
				capturesData: output.DataCaptureConfig?.EnableCapture === true,
			};
		},
	};
}
