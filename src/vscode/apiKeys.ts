import { l10n, window, type SecretStorage } from 'vscode';

/** The keys of REST APIs, by endpoint name, in VS Code's secret storage. */
export interface ApiKeys {
	readonly get: (endpoint: string) => Promise<string | undefined>;
	readonly keep: (endpoint: string, key: string) => Promise<void>;
	/** Keeps one endpoint's key, where it has one, for another one too. */
	readonly copy: (from: string, to: string) => Promise<void>;
	readonly forget: (endpoint: string) => Promise<void>;
	/** Asks for a key and keeps it; resolves to whether one was given. */
	readonly ask: (endpoint: string) => Promise<boolean>;
}

export function createApiKeys(secrets: SecretStorage): ApiKeys {
	const nameOf = (endpoint: string) => `apiKey:${endpoint}`;
	const get = async (endpoint: string) => secrets.get(nameOf(endpoint));
	const keep = async (endpoint: string, key: string) => secrets.store(nameOf(endpoint), key);
	return {
		get,
		keep,
		copy: async (from, to) => {
			const key = await get(from);
			if (key !== undefined) {
				await keep(to, key);
			}
		},
		forget: async (endpoint) => secrets.delete(nameOf(endpoint)),
		ask: async (endpoint) => {
			const typed = await window.showInputBox({
				title: l10n.t('API Key'),
				prompt: l10n.t("The key of {0}; it is kept in VS Code's secret storage", endpoint),
				password: true,
				ignoreFocusOut: true,
			});
			const key = typed?.trim() ?? '';
			if (key === '') {
				return false;
			}
			await keep(endpoint, key);
			return true;
		},
	};
}
