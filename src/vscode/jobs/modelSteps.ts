import { l10n } from 'vscode';
import { jobUri, type JobTarget } from '../../core/job.ts';
import type { Deployable } from '../../endpoints/modelFile/readDeployable.ts';
import { askText, pick, type Step } from '../picker/steps.ts';
import { saying, type StepDependencies } from './jobSteps.ts';
import { checkModel, readModelBytes } from './readModel.ts';

/** A model for a job. */
export interface ModelSource {
	/** Of a file, or in S3; without it the S3 URI is asked for. */
	readonly uri?: string;
	/** The container it was trained in. */
	readonly image?: string;
	/** What is made of it has a name that begins so, unless the user has another. */
	readonly stem: string;
}

export interface ModelSteps {
	readonly steps: readonly Step[];
	/** The answers. Undefined while the model has not been read. */
	readonly chosen: () => ChosenModel | undefined;
}

export interface ChosenModel {
	readonly image: string;
	/** For people. */
	readonly source: string;
	/** Of what is uploaded to the job's folder; undefined where the model is used where it is. */
	readonly upload: { readonly uri: string; readonly bytes: number } | undefined;
	/** The S3 URI that the job has its model from. */
	artifactOf(job: { readonly bucket: string; readonly name: string }): string;
}

/** Of what is uploaded. */
export const modelPath = 'model.tar.gz';

/**
 * Asks for what is missing of a model, reads it, and lets the user choose among the containers that serve it. Rejects
 * with a `ProblemError` where a file is no model that any of them would serve: that needs no answers.
 */
export async function modelSteps(
	source: ModelSource,
	{ aws, log }: StepDependencies,
	target: () => JobTarget,
): Promise<ModelSteps> {
	const { signal } = new AbortController();
	const isRemote = source.uri?.startsWith('s3://') ?? true;
	const read = async (uri: string) => {
		const bytes = await readModelBytes(uri, target(), aws, signal);
		const checked = await checkModel(bytes);
		return { ...checked, isAsItIs: isRemote && checked.archive === bytes };
	};
	let uri = source.uri ?? '';
	let model: (Deployable & { readonly isAsItIs: boolean }) | undefined = isRemote ? undefined : await read(uri);
	let image = source.image ?? '';

	const askUri: Step = async (at) => {
		const answer = await askText(at, {
			prompt: l10n.t('The S3 URI of the model.tar.gz'),
			value: uri,
			placeholder: 's3://…/output/model.tar.gz',
			validate: (text) =>
				/^s3:\/\/[^/]+\/.*[^/]$/.test(text) ? undefined : l10n.t('An S3 URI has the form s3://bucket/key.'),
		});
		if (typeof answer === 'object' && answer.value !== uri) {
			uri = answer.value;
			model = undefined;
		}
		return answer;
	};
	const askImage: Step = async (at) => {
		const found = model ?? (await saying(log, async () => read(uri)));
		if (!found) {
			return 'back';
		}
		model = found;
		const answer = await pick<string>(at, {
			placeholder: l10n.t('Which XGBoost container? Those that read this model'),
			choices: found.images.map((candidate) => ({ label: candidate, value: candidate })),
			isActive: (candidate) => candidate === image,
		});
		image = typeof answer === 'object' ? answer.value : image;
		return answer;
	};
	return {
		steps: [...(source.uri === undefined ? [askUri] : []), askImage],
		chosen: () =>
			model && {
				image,
				source: uri.replace(/^.*\//, ''),
				upload: model.isAsItIs ? undefined : { uri, bytes: model.archive.length },
				artifactOf: (job) => (model?.isAsItIs ? uri : jobUri(job, modelPath)),
			},
	};
}
