import type {
	CreateTransformJobRequest,
	DescribeTransformJobRequest,
	StopTransformJobRequest,
} from '@aws-sdk/client-sagemaker';
import { inputObjects, type Context, type Operations } from './context.ts';
import { jobFields, newJob, runJob, stopJob } from './jobs.ts';
import type { Models } from './modelOperations.ts';
import { Resources, toSeconds, type ListInput } from './resources.ts';
import { transformObjects, type TransformJob } from './transformObjects.ts';
import { validationException } from './validateInput.ts';

const title = 'transform job';
const maximumMegabytes = 100;

export function transformOperations(context: Context, models: Models): Operations {
	const jobs = new Resources<TransformJob>({ path: 'transform-job', title, isJob: true });

	return {
		CreateTransformJob(input: CreateTransformJobRequest, caller) {
			const { region } = caller;
			const name = input.TransformJobName as string;
			checkInput(input);
			const model = models.get(input.ModelName as string, region);
			inputObjects(context, caller, input.TransformInput?.DataSource?.S3DataSource?.S3Uri ?? '', model.role);
			const job = { ...newJob(name, region, context), input, model };
			jobs.add(job);
			runJob(job, context, (signal) => transformObjects(context, job, signal));
			return { TransformJobArn: jobs.arn(name, region) };
		},
		DescribeTransformJob(input: DescribeTransformJobRequest, { region }) {
			const job = jobs.get(input.TransformJobName as string, region);
			return {
				...job.input,
				...jobFields('Transform', job, jobs.arn(job.name, region)),
				...(job.failureReason !== undefined && { FailureReason: job.failureReason }),
			};
		},
		ListTransformJobs(input: ListInput, { region }) {
			const { page, token } = jobs.list(input, region);
			const summaries = page.map((job) => ({
				...jobFields('Transform', job, jobs.arn(job.name, region)),
				LastModifiedTime: toSeconds(job.modified),
				...(job.failureReason !== undefined && { FailureReason: job.failureReason }),
			}));
			return { TransformJobSummaries: summaries, ...token };
		},
		StopTransformJob(input: StopTransformJobRequest, { region }) {
			stopJob(jobs.get(input.TransformJobName as string, region), title);
			return {};
		},
	};
}

/** What the shapes do not say. */
function checkInput(input: CreateTransformJobRequest): void {
	const { MaxPayloadInMB: megabytes = 6, MaxConcurrentTransforms: concurrent = 1, DataProcessing: processing } = input;
	if (megabytes * Math.max(concurrent, 1) > maximumMegabytes) {
		throw validationException(
			`MaxConcurrentTransforms * MaxPayloadInMB must not exceed ${maximumMegabytes} MB, but is ${megabytes * concurrent}.`,
		);
	}
	const { SplitType: split = 'None', DataSource: source } = input.TransformInput ?? {};
	if (split !== 'None' && split !== 'Line') {
		throw validationException(`This server knows the SplitTypes None and Line alone, and not ${split}.`);
	}
	if (source?.S3DataSource?.S3DataType !== 'S3Prefix') {
		throw validationException('This server knows the S3DataType S3Prefix alone.');
	}
	if (processing?.InputFilter ?? processing?.OutputFilter ?? processing?.JoinSource) {
		throw validationException('This server knows no DataProcessing.');
	}
}
