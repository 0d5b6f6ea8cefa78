import type {
	CreateEndpointConfigInput,
	CreateEndpointInput,
	DeleteEndpointConfigInput,
	DeleteEndpointInput,
	DescribeEndpointConfigInput,
	DescribeEndpointInput,
	ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import type { Context, Operations } from './context.ts';
import type { Endpoint } from './endpoints.ts';
import type { Model, Models } from './modelOperations.ts';
import { loadModel } from './loadModel.ts';
import { arnOf, Resources, toSeconds, type ListInput, type Resource } from './resources.ts';
import { wait } from './times.ts';
import { validationException } from './validateInput.ts';

interface EndpointConfig extends Resource {
	readonly input: CreateEndpointConfigInput;
}

/** Endpoint configurations, and the endpoints made of them. */
export function endpointOperations(context: Context, models: Models): Operations {
	const { endpoints, now } = context;
	const configs = new Resources<EndpointConfig>({ path: 'endpoint-config', title: 'endpoint configuration' });

	/** Brings a new endpoint into service, or says why it failed. */
	async function start(endpoint: Endpoint, models: readonly Model[]): Promise<void> {
		await wait(context.times.endpoint, context.signal);
		const { name, region } = endpoint;
		const log = context.logs.open(`/aws/sagemaker/Endpoints/${name}`, 'AllTraffic/i-0123456789abcdef0', region);
		try {
			const [container] = await Promise.all(models.map((model) => loadModel(context, model)));
			endpoint.definition = { ...endpoint.definition, status: 'InService', ...(container && { container }) };
			endpoint.status = 'InService';
		} catch (error) {
			log(`Model could not be loaded: ${String(error)}`);
			endpoint.status = 'Failed';
			endpoint.definition = { ...endpoint.definition, status: 'Failed' };
			endpoint.failureReason =
				`The primary container for production variant ${endpoint.definition.variants?.[0] ?? ''} did not pass the ping ` +
				`health check. Please check CloudWatch logs for this endpoint.`;
		}
		endpoint.modified = now();
	}

	return {
		CreateEndpointConfig(input: CreateEndpointConfigInput, { region }) {
			const name = input.EndpointConfigName as string;
			for (const variant of input.ProductionVariants ?? []) {
				checkVariant(variant);
				models.get(variant.ModelName as string, region);
			}
			configs.add({ name, region, created: now(), modified: now(), input });
			return { EndpointConfigArn: configs.arn(name, region) };
		},
		DescribeEndpointConfig(input: DescribeEndpointConfigInput, { region }) {
			const config = configs.get(input.EndpointConfigName as string, region);
			return {
				...config.input,
				EndpointConfigArn: configs.arn(config.name, region),
				CreationTime: toSeconds(config.created),
				EnableNetworkIsolation: false,
			};
		},
		ListEndpointConfigs(input: ListInput, { region }) {
			const { page, token } = configs.list(input, region);
			return {
				EndpointConfigs: page.map(({ name, created }) => ({
					EndpointConfigName: name,
					EndpointConfigArn: configs.arn(name, region),
					CreationTime: toSeconds(created),
				})),
				...token,
			};
		},
		DeleteEndpointConfig(input: DeleteEndpointConfigInput, { region }) {
			configs.delete(configs.get(input.EndpointConfigName as string, region));
			return {};
		},
		CreateEndpoint(input: CreateEndpointInput, { region }) {
			const name = input.EndpointName as string;
			const config = configs.get(input.EndpointConfigName as string, region);
			const { ProductionVariants: variants = [] } = config.input;
			const used = variants.map(({ ModelName: model }) => models.get(model as string, region));
			const definition = {
				name,
				region,
				status: 'Creating' as const,
				variants: variants.map(({ VariantName: variant }) => variant as string),
				// SageMaker's own limit of serverless endpoints is 4 MB.
				...(variants.some(({ ServerlessConfig }) => ServerlessConfig) && { maximumPayload: 4 * 1024 * 1024 }),
				dataCapture: config.input.DataCaptureConfig?.EnableCapture === true,
			};
			const dates = { created: now(), modified: now() };
			const endpoint: Endpoint = { name, region, status: 'Creating', configName: config.name, definition, ...dates };
			endpoints.add(endpoint);
			// It only rejects when the server closes.
			void start(endpoint, used).catch(() => undefined);
			return { EndpointArn: endpoints.arn(name, region) };
		},
		DescribeEndpoint(input: DescribeEndpointInput, { region }) {
			const endpoint = endpoints.get(input.EndpointName as string, region);
			const config = configs.find(endpoint.configName, region);
			return {
				...summaryOf(endpoint),
				EndpointConfigName: endpoint.configName,
				ProductionVariants: variantsOf(endpoint, config?.input.ProductionVariants),
				...(endpoint.failureReason !== undefined && { FailureReason: endpoint.failureReason }),
				...(endpoint.definition.dataCapture && {
					DataCaptureConfig: {
						EnableCapture: true,
						CaptureStatus: 'Started',
						CurrentSamplingPercentage: 100,
						DestinationS3Uri: 's3://digit-captures',
						KmsKeyId: '',
					},
				}),
			};
		},
		ListEndpoints(input: ListInput, { region }) {
			const { page, token } = endpoints.list(input, region);
			return { Endpoints: page.map(summaryOf), ...token };
		},
		DeleteEndpoint(input: DeleteEndpointInput, { region }) {
			const endpoint = endpoints.get(input.EndpointName as string, region);
			if (endpoint.status === 'Creating' || endpoint.status === 'Deleting') {
				throw validationException(`Cannot update in-progress endpoint "${endpoints.arn(endpoint.name, region)}".`);
			}
			endpoint.status = 'Deleting';
			void wait(context.times.deletion, context.signal).then(
				() => endpoints.delete(endpoint),
				() => undefined,
			);
			return {};
		},
	};
}

function checkVariant({
	VariantName: name,
	ServerlessConfig: serverless,
	InstanceType: instance,
}: ProductionVariant): void {
	if ((serverless === undefined) === (instance === undefined)) {
		throw validationException(
			`ProductionVariant ${name ?? ''} must have either an InstanceType or a ServerlessConfig, and not both.`,
		);
	}
	const memory = serverless?.MemorySizeInMB ?? 1024;
	if (memory % 1024 !== 0) {
		throw validationException(
			`Memory size ${memory} of ProductionVariant ${name ?? ''} is not one of 1024, 2048, 3072, 4096, 5120, 6144.`,
		);
	}
}

function summaryOf({ name, region, created, modified, status }: Endpoint) {
	return {
		EndpointName: name,
		EndpointArn: arnOf('endpoint', name, region),
		CreationTime: toSeconds(created),
		LastModifiedTime: toSeconds(modified),
		EndpointStatus: status,
	};
}

function variantsOf(
	{ definition: { variants = ['AllTraffic'] } }: Endpoint,
	configured: readonly ProductionVariant[] = [],
) {
	return variants.map((name) => {
		const serverless = configured.find(({ VariantName }) => VariantName === name)?.ServerlessConfig;
		return serverless
			? { VariantName: name, CurrentWeight: 1, CurrentInstanceCount: 0, CurrentServerlessConfig: serverless }
			: { VariantName: name, CurrentWeight: 1, CurrentInstanceCount: 1 };
	});
}
