import { l10n } from 'vscode';
import type { EndpointProblem, ModelProblem } from '../../core/index.ts';
import { openSetting, type Messages } from './message.ts';

export const endpointMessages: Messages<EndpointProblem | ModelProblem> = {
	endpointUnknown: ({ name }) => ({
		message: l10n.t('No endpoint of this name is in the settings: {0}', name),
		actions: ['selectEndpoint', openSetting('endpoints')],
	}),
	endpointInvalid: ({ name, detail }) => ({
		message: l10n.t('The settings of this endpoint cannot be used: {0}', name),
		detail,
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	modelBroken: ({ detail }) => ({
		message: l10n.t('The model file is damaged.'),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	modelUnsupported: ({ detail }) => ({
		message: l10n.t('The model is not one that can be used here: an XGBoost classifier of 784 pixels.'),
		detail,
		actions: ['selectEndpoint'],
	}),
	unexpected: ({ detail }) => ({
		message: l10n.t('Something went wrong that should not have. The log tells more.'),
		detail,
		actions: ['showLog', 'retry'],
	}),
};
