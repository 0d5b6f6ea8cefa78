import {
	CreateTrainingJobCommand,
	DescribeTrainingJobCommand,
	StopTrainingJobCommand,
	type Channel,
	type TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';
import { jobPrefix, jobUri, type JobState, type TrainJob } from '../../core/job.ts';
import { createOnce, standing, type JobKind } from './jobKind.ts';
import { imageUri } from './imageUri.ts';

const states: Readonly<Record<TrainingJobStatus, JobState>> = {
	InProgress: 'running',
	Stopping: 'stopping',
	Stopped: 'stopped',
	Completed: 'completed',
	Failed: 'failed',
	Deleting: 'stopping',
};

/** In GB; MNIST as text takes 0.5. */
const volumeSize = 10;

/** The longest that it may run. */
const maximumHours = 24;

/** Training of SageMaker's own XGBoost on rows in S3. */
export const train: JobKind<TrainJob> = {
	async create(job, request) {
		const { name, role, image, instanceType, hyperparameters, rows, target } = job;
		const command = new CreateTrainingJobCommand({
			TrainingJobName: name,
			RoleArn: role,
			AlgorithmSpecification: {
				TrainingImage: imageUri(target.region, image),
				TrainingInputMode: 'File',
			},
			HyperParameters: { ...hyperparameters },
			InputDataConfig: [channel(job, 'train'), ...(rows.validation > 0 ? [channel(job, 'validation')] : [])],
			// SageMaker adds the job's name, and so comes into its folder.
			OutputDataConfig: { S3OutputPath: `s3://${job.bucket}/${jobPrefix}` },
			ResourceConfig: { InstanceType: instanceType as never, InstanceCount: 1, VolumeSizeInGB: volumeSize },
			StoppingCondition: { MaxRuntimeInSeconds: maximumHours * 3600 },
		});
		await createOnce(
			'sagemaker:CreateTrainingJob',
			async ({ sageMaker }, options) => sageMaker.send(command, options),
			request,
		);
	},

	async describe(job, request) {
		const command = new DescribeTrainingJobCommand({ TrainingJobName: job.name });
		const { TrainingJobStatus, SecondaryStatus, FailureReason, ModelArtifacts, FinalMetricDataList } = await request(
			'sagemaker:DescribeTrainingJob',
			async ({ sageMaker }, options) => sageMaker.send(command, options),
		);
		const artifact = ModelArtifacts?.S3ModelArtifacts;
		const metrics = (FinalMetricDataList ?? []).flatMap(({ MetricName, Value }) =>
			MetricName === undefined || Value === undefined ? [] : [{ name: MetricName, value: Value }],
		);
		return {
			...standing(job, {
				state: states[TrainingJobStatus ?? 'InProgress'],
				step: SecondaryStatus,
				reason: FailureReason,
			}),
			...(artifact && TrainingJobStatus === 'Completed' && { artifact }),
			...(metrics.length > 0 && { metrics }),
		};
	},

	async stop({ name }, request) {
		const command = new StopTrainingJobCommand({ TrainingJobName: name });
		await request('sagemaker:StopTrainingJob', async ({ sageMaker }, options) => sageMaker.send(command, options));
	},
};

function channel(job: TrainJob, name: 'train' | 'validation'): Channel {
	return {
		ChannelName: name,
		ContentType: 'text/csv',
		DataSource: {
			S3DataSource: {
				S3DataType: 'S3Prefix',
				S3Uri: jobUri(job, `${name}/`),
				S3DataDistributionType: 'FullyReplicated',
			},
		},
	};
}
