import { l10n } from 'vscode';
import type { EndpointProblem, FileProblem, ModelProblem } from '../../core/problem.ts';
import { formatNumber } from '../format.ts';
import { imageMessages } from './imageMessages.ts';
import { openSetting, type Message, type Messages } from './message.ts';

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
	modelFileFailed: ({ path, problem }) => ({
		message: l10n.t('The model cannot be read from {0}', path),
		detail: describeFile(problem),
		actions: ['retry', 'selectEndpoint', openSetting('endpoints')],
	}),
	modelPickled: () => ({
		message: l10n.t(
			"The model is a Python pickle, which runs code when it is opened, so it is not. Save it in XGBoost's own format:",
		),
		detail: `python -c "import pickle, xgboost; pickle.load(open('xgboost-model', 'rb')).save_model('model.ubj')"`,
		actions: ['retry', 'selectEndpoint'],
	}),
	modelArchive: ({ files }) => ({
		message:
			files.length === 0
				? l10n.t('The archive holds no model.')
				: l10n.t('The archive holds several files, and none is called "xgboost-model":'),
		detail: files.join('\n'),
		actions: ['retry', 'selectEndpoint'],
	}),
	modelFeatures: ({ features, expected }) => ({
		message: l10n.t(
			'The model was trained on {0} values, and a picture has {1} (28 × 28 pixels).',
			formatNumber(features),
			formatNumber(expected),
		),
		actions: ['selectEndpoint'],
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

function describeFile(problem: FileProblem): string {
	const toMessage = imageMessages[problem.code] as (problem: FileProblem) => Message;
	return toMessage(problem).message;
}
