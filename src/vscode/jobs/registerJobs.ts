import { commands, l10n, window, workspace, type Disposable } from 'vscode';
import { lazy } from '../../core/lazy.ts';
import type { JobAction } from '../../presentation/jobs/jobView.ts';
import type { JobsDependencies } from './jobsDependencies.ts';
import type { JobsFeature } from './jobsFeature.ts';
import type { TransformedDataset } from './startTransform.ts';

export interface RegisteredJobs extends Disposable {
	readonly train: (clicked?: unknown, selected?: unknown) => Promise<void>;
	readonly deploy: (clicked?: unknown) => Promise<void>;
	readonly transform: (dataset: TransformedDataset) => Promise<void>;
}

/** What the view of jobs offers on each of them. */
const actions: readonly JobAction[] = [
	'openLog',
	'stop',
	'openInConsole',
	'resume',
	'tryLocally',
	'deploy',
	'evaluate',
	'openPredictions',
	'deleteEndpoint',
	'remove',
];

/** Jobs on SageMaker; loaded where one was started in this workspace, or when the first is. */
export function registerJobs(dependencies: JobsDependencies): RegisteredJobs {
	let made: JobsFeature | undefined;
	const feature = lazy(async () => {
		const { createJobsFeature } = await import('./jobsFeature.ts');
		made = createJobsFeature(dependencies);
		return made;
	});
	const report = dependencies.log.error;
	const resume = () => {
		if (workspace.isTrusted && dependencies.memento.get<readonly unknown[]>('jobs', []).length > 0) {
			feature().then((jobs) => jobs.resumeAll(), report);
		}
	};
	resume();
	/** Nothing starts and nobody's account is asked for in a workspace that is not trusted. */
	const inTrust = async (run: (jobs: JobsFeature) => Promise<void>) => {
		if (workspace.isTrusted) {
			return run(await feature());
		}
		void window.showWarningMessage(
			l10n.t('Jobs on SageMaker start only in workspaces that you trust: run "Workspaces: Manage Workspace Trust".'),
		);
	};
	const disposables = [
		workspace.onDidGrantWorkspaceTrust(resume),
		...actions.map((action) =>
			commands.registerCommand(`digitClassifier.jobs.${action}`, async (node: unknown) =>
				inTrust(async (jobs) => jobs.act(action, node)),
			),
		),
	];
	return {
		train: async (clicked, selected) => inTrust(async (jobs) => jobs.train(clicked, selected)),
		transform: async (dataset) => inTrust(async (jobs) => jobs.transform(dataset)),
		deploy: async (clicked) => inTrust(async (jobs) => jobs.deploy(clicked)),
		dispose: () => {
			disposables.forEach((disposable) => void disposable.dispose());
			made?.dispose();
		},
	};
}
