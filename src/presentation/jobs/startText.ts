import { jobUri, type Job } from '../../core/job.ts';
import type { Locale } from '../locale.ts';

/** What is asked before a job starts: what it creates, where, and what stays and costs afterwards. */
export interface StartText {
	readonly message: string;
	readonly detail: string;
	/** The button that starts it. */
	readonly accept: string;
}

/** @param uploadBytes of what is uploaded, where that is known */
export function startText(job: Job, uploadBytes: number | undefined, locale: Locale): StartText {
	const { t } = locale;
	const { account, target } = job;
	const who =
		target.profile === undefined
			? t('In the account {0}, {1}.', account, target.region)
			: t('In the account {0}, {1}, with the profile {2}.', account, target.region, target.profile);
	const { message, accept, lines } = textOf(job, uploadBytes, locale);
	return { message, accept, detail: [who, ...lines].join('\n\n') };
}

function textOf(
	job: Job,
	uploadBytes: number | undefined,
	locale: Locale,
): { readonly message: string; readonly accept: string; readonly lines: readonly string[] } {
	const { t, format } = locale;
	const folder = jobUri(job);
	const container = t('XGBoost container {0}, execution role {1}', job.image, job.role);
	switch (job.kind) {
		case 'train':
			return {
				message: t('Train XGBoost on SageMaker with {0}?', job.dataset),
				accept: t('Start Training'),
				lines: [
					t(
						'Uploads {0} rows to train on and {1} to validate by to {2}',
						format.number(job.rows.train),
						format.number(job.rows.validation),
						folder,
					),
					t('Creates the training job {0} on one {1}: {2}.', job.name, job.instanceType, container),
					t(
						'Costs: the machine by the second while it trains. Afterwards the rows and the model stay in S3, which costs by the month until you delete them.',
					),
				],
			};
		case 'deploy':
			return {
				message: t('Deploy {0} to SageMaker?', job.source),
				accept: t('Deploy'),
				lines: [
					uploadBytes === undefined
						? t('Takes the model from {0}', job.artifact)
						: t('Uploads the model ({0}) to {1}', format.bytes(uploadBytes), folder),
					job.instanceType === undefined
						? t('Creates a model, a configuration and the serverless endpoint {0}: {1}.', job.name, container)
						: t(
								'Creates a model, a configuration and the endpoint {0} on one {1}: {2}.',
								job.name,
								job.instanceType,
								container,
							),
					job.instanceType === undefined
						? t(
								'Costs: nothing while nobody asks, then by the millisecond; the model in S3 by the month. It stays until you delete it ("Delete endpoint…").',
							)
						: t(
								'Costs: the machine by the hour, whether or not anybody asks; the model in S3 by the month. It stays until you delete it ("Delete endpoint…").',
							),
				],
			};
		case 'transform':
			return {
				message: t('Predict {0} with Batch Transform?', job.dataset),
				accept: t('Start Batch Transform'),
				lines: [
					t('Uploads {0} rows without labels to {1}', format.number(job.rows), folder),
					t(
						'Creates a model and the transform job {0} on one {1}: {2}. The model is {3}',
						job.name,
						job.instanceType,
						container,
						job.artifact,
					),
					t(
						'Costs: the machine by the second while it runs. Afterwards rows and predictions stay in S3, which costs by the month until you delete them.',
					),
				],
			};
	}
}
