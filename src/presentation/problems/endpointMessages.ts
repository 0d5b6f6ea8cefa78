import type { FileProblem, Problems } from '../../core/problem.ts';
import type { Locale } from '../locale.ts';
import { imageMessages } from './imageMessages.ts';
import { openSetting } from '../actions.ts';
import type { Message, Messages } from './message.ts';

export const endpointMessages: Messages<Problems['endpoint' | 'model' | 'modelFile' | 'unexpected']> = {
	endpointUnknown: ({ name }, { t }) => ({
		message: t('No endpoint of this name is in the settings: {0}', name),
		actions: ['selectEndpoint', openSetting('endpoints')],
	}),
	endpointInvalid: ({ name, detail }, { t }) => ({
		message: t('The settings of this endpoint cannot be used: {0}', name),
		detail,
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
	modelFileFailed: ({ path, problem }, locale) => ({
		message: locale.t('The model cannot be read from {0}', path),
		detail: describeFile(problem, locale),
		actions: ['retry', 'selectEndpoint', openSetting('endpoints')],
	}),
	modelPickled: (_, { t }) => ({
		message: t(
			"The model is a Python pickle, which runs code when it is opened, so it is not. Save it in XGBoost's own format:",
		),
		detail: `python -c "import pickle, xgboost; pickle.load(open('xgboost-model', 'rb')).save_model('model.ubj')"`,
		actions: ['retry', 'selectEndpoint'],
	}),
	modelArchive: ({ files }, { t }) => ({
		message:
			files.length === 0
				? t('The archive holds no model.')
				: t('The archive holds several files, and none is called "xgboost-model":'),
		detail: files.join('\n'),
		actions: ['retry', 'selectEndpoint'],
	}),
	modelFeatures: ({ features, expected }, { t, format }) => ({
		message: t(
			'The model was trained on {0} values, and a picture has {1} (28 × 28 pixels).',
			format.number(features),
			format.number(expected),
		),
		actions: ['selectEndpoint'],
	}),
	modelBroken: ({ detail }, { t }) => ({
		message: t('The model file is damaged.'),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	modelUnsupported: ({ detail }, { t }) => ({
		message: t('The model is not one that can be used here: an XGBoost classifier of 784 pixels.'),
		detail,
		actions: ['selectEndpoint'],
	}),
	unexpected: ({ detail }, { t }) => ({
		message: t('Something went wrong that should not have. The log tells more.'),
		detail,
		actions: ['showLog', 'retry'],
	}),
};

function describeFile(problem: FileProblem, locale: Locale): string {
	const toMessage = imageMessages[problem.code] as (problem: FileProblem, locale: Locale) => Message;
	return toMessage(problem, locale).message;
}
