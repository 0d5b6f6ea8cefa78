import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { EndpointConfig, EndpointType } from '../../endpoints/config.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { builtInName, endpointTitle, readSettings, updateSetting } from '../settings.ts';
import { addEndpoint, type AddEndpointParts } from './addEndpoint.ts';

type Item = QuickPickItem & ({ readonly choose: string } | { readonly add: EndpointType } | object);

/**
 * Lets the user choose the endpoint among those configured, or add one; resolves to whether another one is
 * chosen now.
 */
export async function selectEndpoint(source: EndpointSource, parts: AddEndpointParts): Promise<boolean> {
	const { valid } = await source.configs();
	const picked = await window.showQuickPick<Item>(items(valid), {
		title: l10n.t('Select Endpoint'),
		placeHolder: l10n.t('Which endpoint classifies your digits?'),
		matchOnDescription: true,
	});
	if (picked && 'choose' in picked) {
		await updateSetting('endpoint', picked.choose);
		return true;
	}
	if (picked && 'add' in picked) {
		const ended = await addEndpoint(picked.add, parts);
		return ended === 'back' ? selectEndpoint(source, parts) : ended === 'done';
	}
	return false;
}

function items(configs: readonly EndpointConfig[]): Item[] {
	const { endpoint: chosen } = readSettings();
	const known = [
		{ name: builtInName, description: l10n.t('on this machine, no account') },
		...configs.map((config) => ({ name: config.name, description: describe(config) })),
	];
	return [
		...known.map(({ name, description }) => ({
			label: `${name === chosen ? '$(check)' : '$(blank)'} ${endpointTitle(name)}`,
			description,
			choose: name,
		})),
		{ label: l10n.t('Add'), kind: QuickPickItemKind.Separator },
		...Object.entries(kinds).map(([type, { title, description }]) => ({
			label: `$(add) ${title()}`,
			description: description(),
			add: type as EndpointType,
		})),
	];
}

const kinds: Record<EndpointType, { readonly title: () => string; readonly description: () => string }> = {
	sageMaker: {
		title: () => l10n.t('SageMaker endpoint…'),
		description: () => l10n.t('with an AWS profile'),
	},
	restApi: {
		title: () => l10n.t('REST API…'),
		description: () => l10n.t('takes the picture as a form'),
	},
	container: {
		title: () => l10n.t('Container…'),
		description: () => l10n.t('SageMaker local mode'),
	},
	modelFile: {
		title: () => l10n.t('Model file…'),
		description: () => l10n.t('XGBoost, or model.tar.gz'),
	},
};

function describe(config: EndpointConfig): string {
	switch (config.type) {
		case 'sageMaker':
			return ['SageMaker', config.endpointName, config.profile, config.region].filter(Boolean).join(' · ');
		case 'restApi':
			return `REST API · ${config.url}`;
		case 'container':
			return `${l10n.t('Container')} · ${config.url}`;
		case 'modelFile':
			return `${l10n.t('Model file')} · ${config.path}`;
	}
}
