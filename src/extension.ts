import { Uri, window, type ExtensionContext } from 'vscode';
import { lazyAws } from './aws/index.ts';
import type { EndpointServices } from './endpoints/createEndpoint.ts';
import { createApiKeys } from './vscode/apiKeys.ts';
import { askMfaCode } from './vscode/askMfaCode.ts';
import { createClassifier } from './vscode/classifier.ts';
import { picturesFor, registerCommands } from './vscode/commands.ts';
import { createImageWorkerSource } from './vscode/imageWorkerSource.ts';
import { createEndpointSource } from './vscode/endpointSource.ts';
import { readFile, statFile } from './vscode/files.ts';
import { createInvalidEndpointWarning } from './vscode/invalidEndpoints.ts';
import { endpointEntrySchema } from './vscode/manifest.ts';
import { createActions } from './vscode/panel/actions.ts';
import { ResultsPanel } from './vscode/panel/resultsPanel.ts';
import { Interludes } from './vscode/picker/interludes.ts';
import { selectEndpoint } from './vscode/picker/selectEndpoint.ts';
import { registerStatusBar } from './vscode/statusBar.ts';
import { createTryOut } from './vscode/tryOut.ts';
import { userLocale } from './vscode/userLocale.ts';

/** Constructs, passes in, registers. Whatever has weight is loaded by whoever first needs it. */
export function activate(context: ExtensionContext): void {
	const { extensionUri, secrets, subscriptions } = context;
	const log = window.createOutputChannel('Digit Classifier', { log: true });
	const showLog = () => log.show();
	const apiKeys = createApiKeys(secrets);
	const interludes = new Interludes();
	const aws = lazyAws({ askMfaCode: async (serial) => interludes.run(() => askMfaCode(serial)) });
	const images = createImageWorkerSource(extensionUri);
	const services: EndpointServices = {
		readBuiltInModel: async () => readFile(Uri.joinPath(extensionUri, 'media', 'digits.safetensors')),
		modelFiles: {
			stat: async (path) => statFile(Uri.file(path)),
			readFile: async (path) => readFile(Uri.file(path)),
		},
		aws,
		apiKey: apiKeys.get,
	};
	const endpoints = createEndpointSource(endpointEntrySchema(context), services, createInvalidEndpointWarning());
	const tryOut = createTryOut({ extensionUri, images: images.get, endpoints });
	const select = async () => selectEndpoint(endpoints, { aws, apiKeys, interludes, tryOut });
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
