import { Uri, type ExtensionContext } from 'vscode';
import { lazyAws } from './aws/index.ts';
import { lazy } from './core/lazy.ts';
import type { Prepare, PrepareFile, PrepareFiles } from './core/ports.ts';
import type { EndpointDependencies } from './endpoints/endpointKind.ts';
import { createApiKeys } from './vscode/apiKeys.ts';
import { askMfaCode } from './vscode/askMfaCode.ts';
import { createClassifier } from './vscode/classifier.ts';
import { picturesFor, registerCommands } from './vscode/commands.ts';
import { createConnectionTest } from './vscode/connectionTest.ts';
import { registerDatasetEditor } from './vscode/datasetEditor/registerDatasetEditor.ts';
import { createEndpointSource } from './vscode/endpointSource.ts';
import { readFile, statFile, workspaceFolder } from './vscode/files.ts';
import { createInvalidEndpointWarning } from './vscode/invalidEndpoints.ts';
import { createLog } from './vscode/log.ts';
import { endpointEntrySchema, versionsOf } from './vscode/manifest.ts';
import { MemoryFiles } from './vscode/memoryFiles.ts';
import { registerJobs } from './vscode/jobs/registerJobs.ts';
import type { PerformAction } from './vscode/panel/actions.ts';
import type { CompareDependencies } from './vscode/panel/compare.ts';
import { registerPanel } from './vscode/panel/registerPanel.ts';
import { evaluationViewType, resultsViewType } from './vscode/panel/viewTypes.ts';
import { NestedPrompts } from './vscode/picker/nestedPrompts.ts';
import { registerStatusBar } from './vscode/statusBar.ts';
import { userLocale } from './vscode/userLocale.ts';
import { createWorkerSource } from './vscode/workerSource.ts';

/** Constructs, passes in, registers. Whatever has weight is loaded by whoever first needs it. */
export function activate(context: ExtensionContext): void {
	const { extension, extensionUri, globalStorageUri, secrets, storageUri, subscriptions, workspaceState } = context;
	const log = createLog();
	const apiKeys = createApiKeys(secrets);
	const nestedPrompts = new NestedPrompts();
	const aws = lazyAws({ askMfaCode: async (serial) => nestedPrompts.run(() => askMfaCode(serial)) });
	const threads = createWorkerSource(extensionUri, async (workerUrl) => {
		const { createThreads } = await import('./imageWorker/createThreads.ts');
		return createThreads(workerUrl);
	});
	const images = createWorkerSource(extensionUri, async (workerUrl) => {
		const { createImageWorker } = await import('./imageWorker/createImageWorker.ts');
		return createImageWorker({ workerUrl, threads: await threads.get() });
	});
	const classifyElsewhere = lazy(async () => {
		const { classifyOnThreads } = await import('./modelWorker/classifyOnThreads.ts');
		return classifyOnThreads(await threads.get());
	});
	const dependencies: EndpointDependencies = {
		readBuiltInModel: async () => readFile(Uri.joinPath(extensionUri, 'media', 'digits.safetensors')),
		modelFiles: {
			stat: async (path) => statFile(Uri.file(path)),
			readFile: async (path) => readFile(Uri.file(path)),
			workspaceFolder,
		},
		classifyElsewhere: async (...digits) => (await classifyElsewhere())(...digits),
		aws,
		apiKey: apiKeys.get,
	};
	const endpoints = createEndpointSource(endpointEntrySchema(context), dependencies, createInvalidEndpointWarning());
	const prepare: Prepare = Object.assign(
		async (...picture: Parameters<Prepare>) => (await images.get()).prepare(...picture),
		{
			file: async (...file: Parameters<PrepareFile>) => (await images.get()).prepare.file(...file),
			files: async (...files: Parameters<PrepareFiles>) => (await images.get()).prepare.files(...files),
		},
	);
	const testConnection = createConnectionTest({ extensionUri, prepare, endpoints, log });
	const select = async () => {
		const { selectEndpoint } = await import('./vscode/picker/selectEndpoint.ts');
		return selectEndpoint(endpoints, { aws, apiKeys, nestedPrompts, testConnection, performAction });
	};
	const memoryFiles = new MemoryFiles();
	const actions = lazy(async () => {
		const { createActions } = await import('./vscode/panel/actions.ts');
		return createActions({ endpoints, aws, apiKeys, selectEndpoint: select, showLog: log.show });
	});
	const performAction: PerformAction = async (...wanted) => (await actions())(...wanted);
	const chooseOther: CompareDependencies['chooseOther'] = async (asked) => {
		const { chooseOther: choose } = await import('./vscode/picker/chooseOther.ts');
		const other = await choose(asked, endpoints, nestedPrompts);
		return other === 'add' ? void (await select()) : other;
	};
	const panel = registerPanel(resultsViewType, async () => {
		const { ResultsPanel } = await import('./vscode/panel/resultsPanel.ts');
		const { ChosenFiles } = await import('./vscode/panel/chosenFiles.ts');
		return new ResultsPanel({
			extensionUri,
			log,
			memoryFiles,
			chosenFiles: new ChosenFiles(workspaceState),
			classify: createClassifier({ prepare, loadPreparation: images.get, chosenEndpoint: endpoints.chosen }),
			locale: userLocale,
			prepare,
			performAction,
			chooseOther,
		});
	});
	const classify = async (uris: readonly Uri[]) => (uris.length === 0 ? undefined : (await panel.get()).classify(uris));
	const evaluation = registerPanel(evaluationViewType, async () => {
		const { EvaluationPanel } = await import('./vscode/evaluation/evaluationPanel.ts');
		return new EvaluationPanel({
			extensionUri,
			storageUri,
			versions: versionsOf(extension),
			locale: userLocale,
			log,
			endpoints,
			prepare,
			memoryFiles,
			classify,
			batchTransform: async (dataset) => jobs.transform(dataset),
			warmUp: async () => {
				await images.get();
				(await threads.get()).warmUp();
			},
		});
	});
	const jobs = registerJobs({
		aws,
		nestedPrompts,
		endpoints,
		testConnection,
		prepare,
		log,
		memento: workspaceState,
		folder: globalStorageUri,
		showPredictions: async (made) => (await evaluation.get()).showPredictions(made),
	});

	subscriptions.push(
		log,
		threads,
		images,
		memoryFiles,
		panel,
		evaluation,
		jobs,
		registerDatasetEditor({ extensionUri, log, locale: userLocale, memoryFiles, classify }),
		registerStatusBar(resultsViewType),
		endpoints,
		...registerCommands({
			classifyImage: async (clicked, selected) => classify(await picturesFor(clicked, selected)),
			evaluateDataset: async (clicked, selected) => (await evaluation.get()).evaluate(clicked, selected),
			exportRows: async (clicked, selected) => {
				const { exportDataset } = await import('./vscode/evaluation/exportDataset.ts');
				await exportDataset(clicked, selected, { endpoints, prepare, locale: userLocale, log });
			},
			showEvaluations: async () => (await evaluation.get()).showEvaluations(),
			trainOnSageMaker: jobs.train,
			deployToSageMaker: jobs.deploy,
			drawDigit: async () => (await panel.get()).draw(),
			selectEndpoint: async () => void (await select()),
			showLog: log.show,
		}),
	);
}
