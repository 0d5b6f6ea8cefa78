import { l10n, Uri, window, type Disposable } from 'vscode';
import type { Job } from '../../core/job.ts';
import { jobActionsOf, type JobAction } from '../../presentation/jobs/jobView.ts';
import { chooseDataset } from '../evaluation/chooseDataset.ts';
import { isString, object } from '../panel/shape.ts';
import { fileName } from '../picture.ts';
import { chooseModelOf, choosePredictions, chooseWay, exportRows } from './batchTransform.ts';
import { jobActions } from './jobActions.ts';
import { JobList, type KeptJob } from './jobList.ts';
import type { JobsDependencies } from './jobsDependencies.ts';
import { JobRunner } from './jobRunner.ts';
import { saying, type JobDefaults } from './jobSteps.ts';
import { JobsView } from './jobsView.ts';
import { jobUploads } from './jobUploads.ts';
import type { ModelSource } from './modelSteps.ts';
import { predictionsOf } from './predictionsOf.ts';
import { settleJob } from './settleJob.ts';
import { startDeployment } from './startDeployment.ts';
import { startTraining } from './startTraining.ts';
import { startTransform, type TransformedDataset } from './startTransform.ts';

/** All that can be done with jobs. What goes wrong is said in words. */
export interface JobsFeature extends Disposable {
	resumeAll(): void;
	train(clicked: unknown, selected: unknown): Promise<void>;
	deploy(clicked: unknown): Promise<void>;
	/** Of a dataset that is open in an evaluation: asks what of it. */
	transform(dataset: TransformedDataset): Promise<void>;
	/** @param node of the view */
	act(action: JobAction, node: unknown): Promise<void>;
}

const isNode = object({ name: isString });

export function createJobsFeature(dependencies: JobsDependencies): JobsFeature {
	const { aws, endpoints, testConnection, prepare, log, memento, folder, showPredictions } = dependencies;
	const list = new JobList(memento);
	const act = async (action: JobAction, name: string) => {
		const kept = list.get(name);
		// A notification may offer what has been done since.
		if (kept && jobActionsOf(kept.job).includes(action)) {
			await saying(log, async () => actions[action](kept));
		}
	};
	const runner = new JobRunner({
		aws,
		list,
		uploadsOf: async (kept, signal) => jobUploads(kept, { aws, prepare }, signal),
		settle: async (kept) => settleJob(kept, { list, endpoints, testConnection, act }),
		report: log.error,
	});
	const view = new JobsView(list, runner);

	/** Those of a job, else of the last one. */
	const defaultsOf = (job: Job | undefined = list.all()[0]?.job): JobDefaults =>
		job ? { target: job.target, bucket: job.bucket, role: job.role } : {};
	const startIf = async (kept: KeptJob | undefined) => {
		if (kept) {
			await runner.start(kept);
			await view.reveal(kept.job.name);
		}
	};
	const deploy = async (source: ModelSource, near?: Job) =>
		startIf(await startDeployment(source, defaultsOf(near), dependencies));
	const actions = jobActions({
		aws,
		list,
		runner,
		folder,
		deploy,
		openPredictions: async (kept) => {
			const made = await predictionsOf(kept, aws);
			return made && showPredictions(made);
		},
	});

	return {
		resumeAll: () => runner.resumeAll(),
		async train(clicked, selected) {
			await saying(log, async () => {
				const uris = await chooseDataset(l10n.t('Train on SageMaker'), l10n.t('Choose'), clicked, selected);
				if (uris.length > 0) {
					await startIf(await startTraining(uris, defaultsOf(), dependencies));
				}
			});
		},
		async deploy(clicked) {
			await saying(log, async () => {
				const source = clicked instanceof Uri ? sourceOf(clicked) : await chooseModel();
				if (source) {
					await deploy(source);
				}
			});
		},
		async transform(dataset) {
			await saying(log, async () => {
				const way = await chooseWay();
				if (way === 'run') {
					const model = await chooseModelOf(list);
					await startIf(model && (await startTransform(dataset, model, defaultsOf(), dependencies)));
				} else if (way === 'export') {
					await exportRows(dataset, prepare);
				} else if (way === 'import') {
					const made = await choosePredictions(dataset);
					await (made && showPredictions(made));
				}
			});
		},
		async act(action, node) {
			if (isNode(node)) {
				await act(action, node.name);
			}
		},
		dispose() {
			runner.dispose();
			view.dispose();
			list.dispose();
		},
	};
}

async function chooseModel(): Promise<ModelSource | undefined> {
	const title = l10n.t('Deploy to SageMaker');
	const file = { label: `$(file) ${l10n.t('A model file on this machine')}` };
	const s3 = { label: `$(cloud) ${l10n.t('A model.tar.gz in S3')}` };
	const kind = await window.showQuickPick([file, s3], { title, placeHolder: l10n.t('Which model?') });
	if (kind !== file) {
		return kind && { stem: 'digits' };
	}
	const [uri] = (await window.showOpenDialog({ title, openLabel: l10n.t('Deploy') })) ?? [];
	return uri && sourceOf(uri);
}

function sourceOf(uri: Uri): ModelSource {
	const stem = fileName(uri)
		.replace(/(\.tar)?\.[^.]+$/, '')
		.replaceAll(/[^a-zA-Z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');
	return { uri: uri.toString(), stem };
}
