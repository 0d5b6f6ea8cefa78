import type { FileProblem, Problems } from '../../core/problem.ts';
import type { Translate } from '../../core/translate.ts';
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
	modelPath: ({ path, reason }, { t }) => ({ ...pathMessages(path, t)[reason], actions: editOrSelect }),
	modelPickled: (_, { t }) => ({
		message: t(
			"The model is a Python pickle. Opening one runs the code in it, and so it stays closed. Save it in XGBoost's own format:",
		),
		detail: `python -c "import pickle, xgboost; pickle.load(open('xgboost-model', 'rb')).save_model('model.ubj')"`,
		actions: ['retry', 'selectEndpoint'],
	}),
	modelArchive: ({ files }, { t }) => ({
		message:
			files.length === 0
				? t('The archive holds no model. Choose the model.tar.gz of a training, or the file that XGBoost saved.')
				: t('It is not clear which file of the archive is the model. Call it "xgboost-model". The files are:'),
		detail: files.join('\n'),
		actions: ['retry', 'selectEndpoint'],
	}),
	modelFeatures: ({ features, expected }, { t, format }) => ({
		message: t(
			'The model was trained on {0} values, and a picture has {1} (28 × 28 pixels).',
			format.number(features),
			format.number(expected),
		),
		detail:
			features === expected + 1
				? t(
						'If it was trained on a libsvm file that counts from 1, set "featureOffset": 1. If the label was left among the values, train it without.',
					)
				: features < expected
					? t('If it was trained on sparse rows, such as a libsvm file, set "missing": 0.')
					: '',
		actions: editOrSelect,
	}),
	modelNotServed: ({ of, found, expected }, { t, format }) => ({
		message:
			of === 'features'
				? t(
						'The model was trained on {0} values, and is asked with the {1} of a picture (28 × 28 pixels). Train one on these.',
						format.number(found),
						format.number(expected),
					)
				: t(
						'The model tells {0} classes apart, and is asked for one of {1}. Train one on the digits 0 to 9.',
						format.number(found),
						format.number(expected),
					),
		actions: [],
	}),
	modelImage: ({ image, from, upTo }, { t }) => ({
		message: upTo
			? t(
					'The file is in the old binary format, which the image {0} does not read any more: XGBoost up to {1} does. Save it with Booster.save_model("model.ubj"), or choose an older image.',
					image,
					upTo,
				)
			: t(
					'The file is of an XGBoost that is newer than that of the image {0}, which would read it wrongly: it takes {1} or later. Choose a newer image, or train with the version of this one.',
					image,
					from,
				),
		actions: [],
	}),
	modelBroken: ({ detail }, { t }) => ({
		message: t('The model file is damaged. Download it, or save the model, again.'),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	modelUnsupported: ({ detail }, { t }) => ({
		message: t('This is no model that can be used here. It must be an XGBoost classifier of 784 pixels.'),
		detail,
		actions: ['selectEndpoint'],
	}),
	modelForeign: ({ format, detail = '' }, { t }) => ({
		message: foreignMessages(t)[format],
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	unexpected: ({ detail }, { t }) => ({
		message: t('Something went wrong that should not have. The log tells more.'),
		detail,
		actions: ['showLog', 'retry'],
	}),
};

const editOrSelect = [openSetting('endpoints'), 'selectEndpoint'] as const;

function pathMessages(path: string, t: Translate) {
	return {
		s3: {
			message: t('A model is read from this machine, not from S3. Download it first, and set the path of the file:'),
			detail: `aws s3 cp ${path} .`,
		},
		url: { message: t('A model is read from a file on this machine, which this is not: {0}', path) },
		variable: {
			message: t(
				'The path of the model has a variable without a value: {0}. In an open folder, "$' +
					'{workspaceFolder}" has one.',
				path,
			),
		},
		relative: {
			message: t(
				'The path of the model starts at no folder, and no folder is open: {0}. Set a path from "/" or "~/".',
				path,
			),
		},
	} as const;
}

/** What the file is, and what to do. */
function foreignMessages(
	t: Translate,
): Readonly<Record<Extract<Problems['model'], { format: string }>['format'], string>> {
	return {
		dump: t(
			'This is a dump of the trees for people to read, not a model. Write one with Booster.save_model("model.ubj").',
		),
		configuration: t(
			'This is the configuration of a model (save_config), without its trees. Write one with Booster.save_model("model.ubj").',
		),
		tar: t('This is a tar archive that is not packed with gzip, as SageMaker has it. Pack it: gzip model.tar'),
		zip: t('This is a zip file. Unpack it, and set the path of the model in it.'),
		bzip2: t('This is packed with bzip2. Unpack it, and set the path of the model in it.'),
		xz: t('This is packed with xz. Unpack it, and set the path of the model in it.'),
		zstd: t('This is packed with zstd. Unpack it, and set the path of the model in it.'),
		sevenZip: t('This is packed with 7-Zip. Unpack it, and set the path of the model in it.'),
		errorPage: t('This is a web page, perhaps one that says why the download failed. Download the model anew.'),
		gitLfs: t('This is a Git LFS pointer in the place of the file. Fetch it: git lfs pull'),
		lightGbm: t('This is a LightGBM model. XGBoost models can be used here.'),
		catBoost: t('This is a CatBoost model. XGBoost models can be used here.'),
		network: t('These are arrays or the weights of a network. XGBoost models can be used here.'),
		data: t('These are rows of data, not a model. Train one on them, and set the path of its file.'),
	};
}

/** Where it is said otherwise of a picture, of the model. */
function describeFile(problem: FileProblem, locale: Locale): string {
	const { t, format } = locale;
	if (problem.code === 'fileIsFolder') {
		return t('This is a folder. Set the path of the model file in it.');
	}
	if (problem.code === 'fileTooLarge') {
		const [bytes, limit] = [format.bytes(problem.bytes), format.bytes(problem.limit)];
		return t('The file has {0}, and the limit of models is {1}. Train one of fewer trees.', bytes, limit);
	}
	const toMessage = imageMessages[problem.code] as (problem: FileProblem, locale: Locale) => Message;
	return toMessage(problem, locale).message;
}
