import { Uri, window, type ExtensionContext } from 'vscode';
import { lazyAws } from './aws/index.ts';
import type { EndpointDependencies } from './endpoints/endpointKind.ts';
import { createApiKeys } from './vscode/apiKeys.ts';
import { askMfaCode } from './vscode/askMfaCode.ts';
import { createClassifier } from './vscode/classifier.ts';
import { picturesFor, registerCommands } from './vscode/commands.ts';
import { createImageWorkerSource } from './vscode/imageWorkerSource.ts';
import { createConnectionTest } from './vscode/connectionTest.ts';
import { createEndpointSource } from './vscode/endpointSource.ts';
import { readFile, statFile } from './vscode/files.ts';
import { createInvalidEndpointWarning } from './vscode/invalidEndpoints.ts';
import { endpointEntrySchema } from './vscode/manifest.ts';
import { createActions } from './vscode/panel/actions.ts';
import { ResultsPanel } from './vscode/panel/resultsPanel.ts';
import { NestedPrompts } from './vscode/picker/nestedPrompts.ts';
import { registerStatusBar } from './vscode/statusBar.ts';
import { userLocale } from './vscode/userLocale.ts';

/** Constructs, passes in, registers. Whatever has weight is loaded by whoever first needs it. */
export function activate(context: ExtensionContext): void {
	const { extensionUri, secrets, subscriptions } = context;
	const log = window.createOutputChannel('Digit Classifier', { log: true });
	const showLog = () => log.show();
	const apiKeys = createApiKeys(secrets);
	const nestedPrompts = new NestedPrompts();
	const aws = lazyAws({ askMfaCode: async (serial) => nestedPrompts.run(() => askMfaCode(serial)) });
	const images = createImageWorkerSource(extensionUri);
	const dependencies: EndpointDependencies = {
		readBuiltInModel: async () => readFile(Uri.joinPath(extensionUri, 'media', 'digits.safetensors')),
		modelFiles: {
			stat: async (path) => statFile(Uri.file(path)),
			readFile: async (path) => readFile(Uri.file(path)),
		},
		aws,
		apiKey: apiKeys.get,
	};
	const endpoints = createEndpointSource(endpointEntrySchema(context), dependencies, createInvalidEndpointWarning());
	const testConnection = createConnectionTest({ extensionUri, images: images.get, endpoints });
	const select = async () => {
		const { selectEndpoint } = await import('./vscode/picker/selectEndpoint.ts');
		return selectEndpoint(endpoints, { aws, apiKeys, nestedPrompts, testConnection });
	};
	const panel = new ResultsPanel({
		extensionUri,
		log,
		classify: createClassifier({ images: images.get, endpoint: endpoints.chosen }),
		locale: userLocale,
		prepare: async (...picture) => (await images.get()).prepare(...picture),
		performAction: createActions({ endpoints, apiKeys, selectEndpoint: select, showLog }),
	});

	subscriptions.push(
		log,
		images,
		panel,
		registerStatusBar(),
		endpoints,
		...registerCommands({
			classifyImage: async (clicked, selected) => panel.classify(await picturesFor(clicked, selected)),
			selectEndpoint: async () => void (await select()),
			showLog,
		}),
	);
}
