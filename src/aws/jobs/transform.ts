import {
	CreateTransformJobCommand,
	DescribeTransformJobCommand,
	StopTransformJobCommand,
	type TransformJobStatus,
} from '@aws-sdk/client-sagemaker';
import { jobUri, type JobState, type TransformJob } from '../../core/job.ts';
import { createModel } from './deploy.ts';
import { createOnce, standing, type JobKind } from './jobKind.ts';

const states: Readonly<Record<TransformJobStatus, JobState>> = {
	InProgress: 'running',
	Stopping: 'stopping',
	Stopped: 'stopped',
	Completed: 'completed',
	Failed: 'failed',
};

/** Of one request to the container, in MB; it takes at most 6. */
const maximumPayload = 4;

/** Predictions for rows in S3: for each object of them one of the same name and `.out`, with a line for each row. */
export const transform: JobKind<TransformJob> = {
	async create(job, request) {
		const { name, instanceType } = job;
		await createModel(job, request);
		const command = new CreateTransformJobCommand({
			TransformJobName: name,
			ModelName: name,
			BatchStrategy: 'MultiRecord',
			MaxPayloadInMB: maximumPayload,
			TransformInput: {
				ContentType: 'text/csv',
				SplitType: 'Line',
				DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: jobUri(job, 'rows/') } },
			},
			TransformOutput: { S3OutputPath: jobUri(job, 'predictions'), AssembleWith: 'Line', Accept: 'text/csv' },
			TransformResources: { InstanceType: instanceType as never, InstanceCount: 1 },
		});
		await createOnce(
			'sagemaker:CreateTransformJob',
			async ({ sageMaker }, options) => sageMaker.send(command, options),
			request,
		);
	},

	async describe(job, request) {
		const command = new DescribeTransformJobCommand({ TransformJobName: job.name });
		const { TransformJobStatus, FailureReason } = await request(
			'sagemaker:DescribeTransformJob',
			async ({ sageMaker }, options) => sageMaker.send(command, options),
		);
		const state = states[TransformJobStatus ?? 'InProgress'];
		return standing(job, { state, step: TransformJobStatus, reason: FailureReason });
	},

	async stop({ name }, request) {
		const command = new StopTransformJobCommand({ TransformJobName: name });
		await request('sagemaker:StopTransformJob', async ({ sageMaker }, options) => sageMaker.send(command, options));
	},
};
