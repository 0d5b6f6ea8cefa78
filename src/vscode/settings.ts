import { ConfigurationTarget, l10n, workspace } from 'vscode';
import type { Preprocessing } from '../core/normalization.ts';

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
}

export function readSettings(): Settings {
	const section = workspace.getConfiguration('digitClassifier');
	return {
		endpoint: section.get<string>('endpoint') || builtInName,
		endpoints: section.get('endpoints'),
		preprocessing: section.get<Preprocessing>('preprocessing') ?? 'auto',
		maximumFileSize: (section.get<number>('maximumFileSize') ?? 25) * 1e6,
	};
}

/** An endpoint's name for people. */
export function endpointTitle(name: string): string {
	return name === builtInName ? l10n.t('Built-in model') : name;
}

/**
 * Writes a setting to the user's settings, or to the workspace's where those have a value of it that would win
 * over the user's.
 */
export async function updateSetting(key: 'endpoint' | 'endpoints', value: unknown): Promise<void> {
	const section = workspace.getConfiguration('digitClassifier');
	const workspaceWins = workspace.isTrusted && section.inspect(key)?.workspaceValue !== undefined;
	await section.update(key, value, workspaceWins ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}
