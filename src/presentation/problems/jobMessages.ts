import type { JobKindName } from '../../core/job.ts';
import type { Problems } from '../../core/problem.ts';
import type { Translate } from '../../core/translate.ts';
import type { Messages } from './message.ts';

export const jobMessages: Messages<Problems['job' | 'training']> = {
	jobFailed: ({ job, reason, logs }, { t }) => ({
		message: `${failed[job](t)} ${advice(reason, t)}`,
		detail: reason,
		actions: logs ? ['openCloudWatch'] : [],
	}),
	jobNotFound: ({ name }, { t }) => ({
		message: t('SageMaker does not know {0} in this account and region. It may have been deleted there.', name),
	}),
	jobQuota: ({ region, detail }, { t }) => ({
		message: t(
			'The quota of your account does not allow this machine or endpoint in {0}. Choose another instance type or serverless, or ask AWS for more under Service Quotas → Amazon SageMaker.',
			region,
		),
		detail,
	}),
	jobRole: ({ role, detail }, { t }) => ({
		message: t(
			'SageMaker cannot take on the execution role {0}. It must be there, and its trust policy must allow sagemaker.amazonaws.com to assume it.',
			role,
		),
		detail,
	}),
	jobImageUnknown: ({ region, image }, { t }) => ({
		message: t(
			'The XGBoost container {0} is not known in the region {1}. Choose another region or an older container.',
			image,
			region,
		),
	}),
	bucketNotFound: ({ bucket }, { t }) => ({
		message: t('There is no S3 bucket of this name: {0}. Create it first, in the same region.', bucket),
		detail: `aws s3 mb s3://${bucket}`,
	}),
	bucketDenied: ({ bucket }, { t }) => ({
		message: t(
			'S3 does not let you see the bucket {0}. It belongs to another account, or your IAM policy must allow s3:ListBucket on it.',
			bucket,
		),
	}),
	bucketElsewhere: ({ bucket, region }, { t }) => ({
		message:
			region === undefined
				? t('The S3 bucket {0} is in another region. Choose one in the same region as the job.', bucket)
				: t('The S3 bucket {0} is in {1}. Choose one in the same region as the job, or that region.', bucket, region),
	}),
	objectNotFound: ({ uri }, { t }) => ({
		message: t(
			'There is nothing in S3 at {0}, or it may not be seen. Check the URI, and that you and the execution role may do s3:GetObject on it.',
			uri,
		),
	}),
	objectTooLarge: ({ uri, bytes, limit }, { t, format }) => ({
		message: t(
			'{0} has {1}, and the limit is {2}. Choose a smaller one.',
			uri,
			format.bytes(bytes),
			format.bytes(limit),
		),
	}),
	datasetWithoutLabels: ({ name }, { t }) => ({
		message: t(
			'"{0}" has no true labels to train on. Pictures have them from folders or file names such as 7_1.jpg, idx files from the file of labels beside them, CSV rows from their first column.',
			name,
		),
	}),
	trainingClasses: ({ name }, { t }) => ({
		message: t('"{0}" has labels of one class alone, which teaches nothing. Choose one with several.', name),
	}),
	predictionCount: ({ expected, received }, { t, format }) => ({
		message: t(
			'There are {0} predictions for {1} items. Choose those of the same dataset, all of them and no others.',
			format.number(received),
			format.number(expected),
		),
	}),
};

const failed: Readonly<Record<JobKindName, (t: Translate) => string>> = {
	train: (t) => t('The training failed.'),
	deploy: (t) => t('The endpoint could not be created.'),
	transform: (t) => t('The Batch Transform failed.'),
};

/** What helps, by the words in which SageMaker puts its reasons. */
const advices: readonly (readonly [RegExp, (t: Translate) => string])[] = [
	[
		/CapacityError|insufficient capacity|unable to provision/i,
		(t) => t('AWS has no such machine free just now. Try again later, or with another instance type.'),
	],
	[
		/AccessDenied|not authorized|permission/i,
		(t) =>
			t(
				'The execution role may not do what is needed. Where a job asks for its role, "I have none" copies the policy that the role must have.',
			),
	],
	[
		/MaxRuntime|maximum runtime/i,
		(t) => t('It took longer than it was allowed to. Train fewer rounds, or on a larger machine.'),
	],
	[/memory|OutOfMemory|exit code:? 137/i, (t) => t('The machine has too little memory. Choose a larger one.')],
	[
		/ping health check|did not pass the ping/i,
		(t) => t('The container did not start with this model. Its log in CloudWatch tells why.'),
	],
];

function advice(reason: string, t: Translate): string {
	const known = advices.find(([pattern]) => pattern.test(reason))?.[1];
	return known ? known(t) : t('Its log in CloudWatch tells more.');
}
