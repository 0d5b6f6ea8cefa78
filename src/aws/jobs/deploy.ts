import {
	CreateEndpointCommand,
	CreateEndpointConfigCommand,
	CreateModelCommand,
	DeleteEndpointCommand,
	DeleteEndpointConfigCommand,
	DeleteModelCommand,
	DescribeEndpointCommand,
	type EndpointStatus,
	type ProductionVariant,
} from '@aws-sdk/client-sagemaker';
import type { DeployJob, Job, JobState } from '../../core/job.ts';
import { toProblem } from '../../core/problem.ts';
import { createOnce, standing, unless, type JobKind, type Request } from './jobKind.ts';
import { imageUri } from './imageUri.ts';

/** What is not named is on its way. */
const states: Readonly<Partial<Record<EndpointStatus, JobState>>> = {
	InService: 'completed',
	Failed: 'failed',
	OutOfService: 'failed',
	UpdateRollbackFailed: 'failed',
	Deleting: 'stopping',
};

/** Of a serverless endpoint: memory in MB, and requests at once. */
const serverless = { MemorySizeInMB: 2048, MaxConcurrency: 5 };

/** A model, its configuration and its endpoint, all of the job's name. */
export const deploy: JobKind<DeployJob> = {
	async create(job, request) {
		const { name } = job;
		await createModel(job, request);
		const configuration = new CreateEndpointConfigCommand({
			EndpointConfigName: name,
			ProductionVariants: [variantOf(job)],
		});
		await createOnce(
			'sagemaker:CreateEndpointConfig',
			async ({ sageMaker }, options) => sageMaker.send(configuration, options),
			request,
		);
		const endpoint = new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name });
		await createOnce(
			'sagemaker:CreateEndpoint',
			async ({ sageMaker }, options) => sageMaker.send(endpoint, options),
			request,
		);
	},

	async describe(job, request) {
		const command = new DescribeEndpointCommand({ EndpointName: job.name });
		const { EndpointStatus, FailureReason } = await request(
			'sagemaker:DescribeEndpoint',
			async ({ sageMaker }, options) => sageMaker.send(command, options),
		);
		const state = states[EndpointStatus ?? 'Creating'] ?? 'running';
		return standing(job, { state, step: EndpointStatus, reason: FailureReason });
	},
};

/** The model of a job, by the job's name. */
export async function createModel(
	{ name, role, image, artifact, target }: Pick<DeployJob, 'name' | 'role' | 'image' | 'artifact' | 'target'>,
	request: Request,
): Promise<void> {
	const command = new CreateModelCommand({
		ModelName: name,
		ExecutionRoleArn: role,
		PrimaryContainer: { Image: imageUri(target.region, image), ModelDataUrl: artifact },
	});
	await createOnce(
		'sagemaker:CreateModel',
		async ({ sageMaker }, options) => sageMaker.send(command, options),
		request,
	);
}

async function deleteModel({ name }: Pick<Job, 'name'>, request: Request): Promise<void> {
	const command = new DeleteModelCommand({ ModelName: name });
	await unless(
		isGone,
		request('sagemaker:DeleteModel', async ({ sageMaker }, options) => sageMaker.send(command, options)),
	);
}

/** Deletes all that {@link deploy} made; what is gone already is no matter. */
export async function deleteDeployed(job: DeployJob, request: Request): Promise<void> {
	const endpoint = new DeleteEndpointCommand({ EndpointName: job.name });
	await unless(
		isGone,
		request('sagemaker:DeleteEndpoint', async ({ sageMaker }, options) => sageMaker.send(endpoint, options)),
	);
	const configuration = new DeleteEndpointConfigCommand({ EndpointConfigName: job.name });
	await unless(
		isGone,
		request('sagemaker:DeleteEndpointConfig', async ({ sageMaker }, options) => sageMaker.send(configuration, options)),
	);
	await deleteModel(job, request);
}

function isGone(error: unknown): boolean {
	return toProblem(error).code === 'jobNotFound';
}

function variantOf({ name, instanceType }: DeployJob): ProductionVariant {
	return {
		VariantName: 'AllTraffic',
		ModelName: name,
		InitialVariantWeight: 1,
		...(instanceType === undefined
			? { ServerlessConfig: serverless }
			: { InstanceType: instanceType as never, InitialInstanceCount: 1 }),
	};
}
