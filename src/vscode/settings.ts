import { ConfigurationTarget, l10n, workspace, type Disposable, type WorkspaceConfiguration } from 'vscode';
import { preprocessings, type Preprocessing } from '../core/normalization.ts';

/** The value of `digitClassifier.endpoint` that stands for the model that ships inside. */
export const builtInName = 'built-in';

/** What the settings under `digitClassifier` say now. */
export interface Settings {
	/** The chosen endpoint's name. */
	readonly endpoint: string;
	/** As written; checked by `parseEndpointConfigs`. */
	readonly endpoints: unknown;
	readonly preprocessing: Preprocessing;
	/** In bytes. */
	readonly maximumFileSize: number;
	/** Of jobs on SageMaker; empty where it is to be asked for. */
	readonly bucket: string;
	/** An ARN; empty where it is to be asked for. */
	readonly executionRole: string;
}

export function readSettings(): Settings {
	const values = section();
	// VS Code marks what the manifest does not allow, and gives it all the same.
	const preprocessing = preprocessings.find((one) => one === values.get('preprocessing')) ?? 'auto';
	const megabytes = values.get('maximumFileSize');
	return {
		endpoint: values.get<string>('endpoint') || builtInName,
		endpoints: values.get('endpoints'),
		preprocessing,
		maximumFileSize: (typeof megabytes === 'number' ? megabytes : 25) * 1e6,
		bucket: values.get<string>('bucket') ?? '',
		executionRole: values.get<string>('executionRole') ?? '',
	};
}

/**
 * Calls whenever one of them has changed. Not a certain one: where another of ours has changed before it, VS Code
 * denies that it has.
 */
export function onDidChangeSettings(call: () => unknown): Disposable {
	return workspace.onDidChangeConfiguration((event) => {
		if (event.affectsConfiguration('digitClassifier')) {
			call();
		}
	});
}

/** An entry of `digitClassifier.endpoints` as it is written, whatever is wrong with it. */
export type Entry = Readonly<Partial<Record<string, unknown>>>;

export function entriesOf({ endpoints }: Settings): readonly Entry[] {
	return (Array.isArray(endpoints) ? (endpoints as unknown[]) : []).map((entry) =>
		typeof entry === 'object' && entry !== null ? (entry as Entry) : {},
	);
}

/** An endpoint's name for people. */
export function endpointTitle(name: string): string {
	return name === builtInName ? l10n.t('Built-in model') : name;
}

/** Changes the entries where those are stored that are in effect: in the user's settings or in the workspace's. */
export async function updateEndpoints(change: (entries: readonly unknown[]) => readonly unknown[]): Promise<void> {
	const { endpoints } = readSettings();
	await update('endpoints', change(Array.isArray(endpoints) ? endpoints : []), hasOwn('endpoints'));
}

/**
 * Chooses an endpoint: in the workspace's settings where these have a choice that would win over the user's, or an
 * endpoint that no other workspace knows.
 */
export async function chooseEndpoint(name: string): Promise<void> {
	const isTheirs = hasOwn('endpoints') && name !== builtInName;
	await update('endpoint', name, hasOwn('endpoint') || isTheirs);
}

/** Whether the entries in effect are the workspace's, and not the user's. */
export function areEndpointsOfWorkspace(): boolean {
	return hasOwn('endpoints');
}

/** Whether the workspace's settings have a value; what one that is not trusted has is not in effect. */
function hasOwn(key: 'endpoint' | 'endpoints'): boolean {
	return workspace.isTrusted && section().inspect(key)?.workspaceValue !== undefined;
}

async function update(key: 'endpoint' | 'endpoints', value: unknown, inWorkspace: boolean): Promise<void> {
	await section().update(key, value, inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}

function section(): WorkspaceConfiguration {
	return workspace.getConfiguration('digitClassifier');
}
