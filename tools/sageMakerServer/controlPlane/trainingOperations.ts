import type {
	CreateTrainingJobRequest,
	DeleteTrainingJobRequest,
	DescribeTrainingJobRequest,
	SecondaryStatus,
	StopTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import { AwsError } from '../http.ts';
import { checkRole, inputObjects, type Context, type Operations } from './context.ts';
import { jobFields, newJob, runJob, stopJob } from './jobs.ts';
import { checkImage } from './modelOperations.ts';
import { Resources, toSeconds, type ListInput } from './resources.ts';
import { artifactUri, trainModel, type TrainingJob } from './trainModel.ts';
import { validationException } from './validateInput.ts';

const title = 'training job';

export function trainingOperations(context: Context): Operations {
	const jobs = new Resources<TrainingJob>({ path: 'training-job', title, isJob: true });

	return {
		CreateTrainingJob(input: CreateTrainingJobRequest, caller) {
			const { region } = caller;
			const name = input.TrainingJobName as string;
			const image = input.AlgorithmSpecification?.TrainingImage;
			if (image === undefined) {
				throw validationException('This server knows training images alone, and no AlgorithmName.');
			}
			if (input.ResourceConfig === undefined || input.StoppingCondition === undefined) {
				throw validationException('ResourceConfig and StoppingCondition are required.');
			}
			checkImage(image, region);
			const role = input.RoleArn as string;
			checkRole(context, caller, role);
			for (const { DataSource: source } of input.InputDataConfig ?? []) {
				inputObjects(context, caller, source?.S3DataSource?.S3Uri ?? '', role);
			}
			const job = { ...newJob(name, region, context), input, transitions: [], metrics: [] };
			jobs.add(job);
			runJob(job, context, (signal) => trainModel(context, job, signal));
			return { TrainingJobArn: jobs.arn(name, region) };
		},
		DescribeTrainingJob(input: DescribeTrainingJobRequest, { region }) {
			const job = jobs.get(input.TrainingJobName as string, region);
			const last = job.transitions.at(-1);
			return {
				...job.input,
				...jobFields('Training', job, jobs.arn(job.name, region)),
				LastModifiedTime: toSeconds(job.modified),
				SecondaryStatus: secondaryStatus(job),
				SecondaryStatusTransitions: job.transitions.map(({ status, start, end, message }) => ({
					Status: status,
					StartTime: toSeconds(start),
					...(end && { EndTime: toSeconds(end) }),
					StatusMessage: message,
				})),
				...(job.status === 'Completed' && { ModelArtifacts: { S3ModelArtifacts: artifactUri(job.input) } }),
				...(job.metrics.length > 0 && { FinalMetricDataList: job.metrics }),
				...(job.failureReason !== undefined && { FailureReason: job.failureReason }),
				...(job.started && last && trainingSeconds(job.started, job.ended ?? context.now())),
			};
		},
		ListTrainingJobs(input: ListInput, { region }) {
			const { page, token } = jobs.list(input, region);
			const summaries = page.map((job) => ({
				...jobFields('Training', job, jobs.arn(job.name, region)),
				LastModifiedTime: toSeconds(job.modified),
				SecondaryStatus: secondaryStatus(job),
			}));
			return { TrainingJobSummaries: summaries, ...token };
		},
		StopTrainingJob(input: StopTrainingJobRequest, { region }) {
			stopJob(jobs.get(input.TrainingJobName as string, region), title);
			return {};
		},
		DeleteTrainingJob(input: DeleteTrainingJobRequest, { region }) {
			const job = jobs.get(input.TrainingJobName as string, region);
			if (job.status === 'InProgress' || job.status === 'Stopping') {
				throw new AwsError('ResourceInUse', 400, `The ${title} is in status ${job.status}.`, {}, 'Message');
			}
			jobs.delete(job);
			return {};
		},
	};
}

function secondaryStatus({ status, transitions }: TrainingJob): SecondaryStatus {
	return status === 'InProgress' ? (transitions.at(-1)?.status ?? 'Starting') : status;
}

function trainingSeconds(start: Date, end: Date) {
	const seconds = Math.max(1, Math.ceil((end.getTime() - start.getTime()) / 1000));
	return { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds };
}
