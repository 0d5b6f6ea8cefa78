import { l10n } from 'vscode';
import type { FileProblem, ImageProblem } from '../../core/problem.ts';
import { formatBytes, formatNumber } from '../format.ts';
import { openSetting, type Messages } from './message.ts';

export const imageMessages: Messages<FileProblem | ImageProblem> = {
	fileNotFound: () => ({
		message: l10n.t('The file is no longer there. It may have been moved or deleted.'),
		actions: ['retry'],
	}),
	fileIsFolder: () => ({
		message: l10n.t('This is a folder. Select the pictures in it instead.'),
	}),
	fileUnreadable: ({ detail }) => ({
		message: l10n.t('The file could not be read.'),
		detail,
		actions: ['retry'],
	}),
	fileEmpty: () => ({
		message: l10n.t('The file is empty. Save or copy it again.'),
	}),
	fileTooLarge: ({ bytes, limit }) => ({
		message: l10n.t(
			'The file has {0}, and the limit is {1}. Choose a smaller picture or raise the limit.',
			formatBytes(bytes),
			formatBytes(limit),
		),
		actions: [openSetting('maximumFileSize')],
	}),
	notAnImage: () => ({
		message: l10n.t(
			'The content of this file is no picture, whatever its name says. Save it as JPEG, PNG, GIF, BMP or WebP.',
		),
	}),
	imageBroken: ({ format, detail }) => ({
		message: l10n.t('The {0} picture is damaged or cut short. Save or copy it again.', format.toUpperCase()),
		detail,
	}),
	imageUnsupported: ({ format, detail }) => ({
		message: l10n.t(
			'This variant of {0} is not supported. Save the picture as an ordinary JPEG or PNG.',
			format.toUpperCase(),
		),
		detail,
	}),
	imageTooLarge: ({ width, height, limit }) => ({
		message: l10n.t(
			'The picture claims {0} × {1} pixels, and the limit is {2} million. Reduce it first.',
			formatNumber(width),
			formatNumber(height),
			formatNumber(limit / 1e6),
		),
	}),
	decodeTimeout: ({ seconds }) => ({
		message: l10n.t(
			'Decoding the picture took more than {0} s and was stopped. Save it again in a simpler form.',
			formatNumber(seconds),
		),
		actions: ['retry'],
	}),
	decodeMemory: () => ({
		message: l10n.t('Decoding the picture took too much memory and was stopped. Reduce it first.'),
	}),
	notDigitSize: ({ width, height }) => ({
		message: l10n.t(
			'The picture has {0} × {1} pixels, but preprocessing "none" takes 28 × 28 pixels only. Choose another preprocessing.',
			formatNumber(width),
			formatNumber(height),
		),
		actions: [openSetting('preprocessing')],
	}),
	noInk: () => ({
		message: l10n.t(
			'No ink was found: nothing in the picture stands out from the paper. Crop the picture to the digit, or take it in more light.',
		),
	}),
};
