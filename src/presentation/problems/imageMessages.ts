import type { FileProblem, ImageProblem } from '../../core/problem.ts';
import { openSetting } from '../actions.ts';
import type { Messages } from './message.ts';

export const imageMessages: Messages<FileProblem | ImageProblem> = {
	fileNotFound: (_, { t }) => ({
		message: t('The file is no longer there. It may have been moved or deleted.'),
		actions: ['retry'],
	}),
	fileIsFolder: (_, { t }) => ({
		message: t('This is a folder. Select the pictures in it instead.'),
	}),
	fileUnreadable: ({ detail }, { t }) => ({
		message: t('The file could not be read.'),
		detail,
		actions: ['retry'],
	}),
	fileEmpty: (_, { t }) => ({
		message: t('The file is empty. Save or copy it again.'),
	}),
	fileTooLarge: ({ bytes, limit }, { t, format }) => ({
		message: t(
			'The file has {0}, and the limit is {1}. Choose a smaller picture or raise the limit.',
			format.bytes(bytes),
			format.bytes(limit),
		),
		actions: [openSetting('maximumFileSize')],
	}),
	notAnImage: (_, { t }) => ({
		message: t(
			'The content of this file is no picture, whatever its name says. Save it as JPEG, PNG, GIF, BMP or WebP.',
		),
	}),
	imageBroken: ({ format, detail }, { t }) => ({
		message: t('The {0} picture is damaged or cut short. Save or copy it again.', format.toUpperCase()),
		detail,
	}),
	imageUnsupported: ({ format, detail }, { t }) => ({
		message: t(
			'This variant of {0} is not supported. Save the picture as an ordinary JPEG or PNG.',
			format.toUpperCase(),
		),
		detail,
	}),
	imageTooLarge: ({ width, height, limit }, { t, format }) => ({
		message: t(
			'The picture claims {0} × {1} pixels, and the limit is {2} million. Reduce it first.',
			format.number(width),
			format.number(height),
			format.number(limit / 1e6),
		),
	}),
	prepareTimeout: ({ seconds }, { t, format }) => ({
		message: t(
			'Preparing the picture took more than {0} s and was stopped. Save it again in a simpler form.',
			format.number(seconds),
		),
		actions: ['retry'],
	}),
	prepareMemory: (_, { t }) => ({
		message: t('Preparing the picture took too much memory and was stopped. Reduce it first.'),
	}),
	notDigitSize: ({ width, height }, { t, format }) => ({
		message: t(
			'The picture has {0} × {1} pixels, but preprocessing "none" takes 28 × 28 pixels only. Choose another preprocessing.',
			format.number(width),
			format.number(height),
		),
		actions: [openSetting('preprocessing')],
	}),
	noInk: (_, { t }) => ({
		message: t(
			'No ink was found: nothing in the picture stands out from the paper. Crop the picture to the digit, or take it in more light.',
		),
	}),
};
