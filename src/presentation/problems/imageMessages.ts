import type { FileProblem, ImageProblem, OtherFormat } from '../../core/problem.ts';
import type { Translate } from '../../core/translate.ts';
import { openSetting } from '../actions.ts';
import { nameOfFormat } from '../format.ts';
import type { Messages } from './message.ts';

export const imageMessages: Messages<FileProblem | ImageProblem> = {
	fileNotFound: (_, { t }) => ({
		message: t('The file is no longer there. It may have been moved or deleted.'),
		actions: ['retry'],
	}),
	fileIsFolder: (_, { t }) => ({
		message: t('This is a folder. Select the pictures in it instead.'),
	}),
	fileIsSpecial: (_, { t }) => ({
		message: t('This is a pipe or a device. Save what it gives as a file, and use that.'),
	}),
	pictureNotKept: (_, { t }) => ({
		message: t(
			'The picture is no longer in memory. What is dropped, pasted or drawn stays there until the window is reloaded or newer pictures need the room. Bring it in again.',
		),
	}),
	fileUnreadable: ({ detail }, { t }) => ({
		message: t('The file could not be read.'),
		detail,
		actions: ['retry'],
	}),
	fileEmpty: (_, { t }) => ({
		message: t('The file is empty. Save or copy it again.'),
	}),
	fileChanged: (_, { t }) => ({
		message: t('The file has changed since it was classified. Classify it again first.'),
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
			'The content of this file is no picture, whatever its name says. Save it as JPEG, PNG, GIF, BMP, WebP, AVIF or TIFF.',
		),
	}),
	otherFormat: ({ format }, { t }) => ({ message: otherFormats[format](t) }),
	imageBroken: ({ format, detail }, { t }) => ({
		message: t('The {0} picture is damaged or cut short. Save or copy it again.', nameOfFormat(format)),
		detail,
	}),
	imageUnsupported: ({ format, detail }, { t }) => ({
		message: t(
			'This variant of {0} is not supported. Save the picture as an ordinary JPEG or PNG.',
			nameOfFormat(format),
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
			'Preparing the picture took more than {0} s and was stopped. Crop it to its digits, or reduce it, and try again.',
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
	noInk: ({ pixelRange }, { t }) => ({
		message:
			pixelRange === undefined
				? t(
						'No ink was found: nothing in the picture stands out from the paper. Crop the picture to the digit, or take it in more light.',
					)
				: t(
						'No ink was found: all values of the picture are 0 or 1 of 255, which is black. Save it with its values times 255.',
					),
	}),
};

/** What the file is, and what to do to get a picture that is read. */
const otherFormats: Readonly<Record<OtherFormat, (t: Translate) => string>> = {
	heic: (t) =>
		t(
			'This is a HEIC picture, as iPhones take them, whatever its name says. Export it as JPEG, or choose "Most Compatible" in the camera\'s settings.',
		),
	ico: (t) =>
		t('This is an icon (ICO), which holds several pictures. Open it in an image editor, and save the largest as PNG.'),
	iosPng: (t) =>
		t(
			'This PNG was optimized for iOS by Xcode, and is no ordinary PNG any more. Take it from before the build, or run "pngcrush -revert-iphone-optimizations in.png out.png".',
		),
	jpeg2000: (t) => t('This is a JPEG 2000 picture. Open it in an image editor, and save it as JPEG or PNG.'),
	jpegXl: (t) => t('This is a JPEG XL picture. Open it in an image editor, and save it as JPEG or PNG.'),
	lfsPointer: (t) =>
		t('This is not the picture but a Git LFS pointer to it. Run "git lfs pull" in its repository to get the picture.'),
	pdf: (t) => t('This is a PDF document. Export its page as PNG, or take a screenshot of the digit.'),
	psd: (t) => t('This is a Photoshop document (PSD). Export it as PNG or JPEG.'),
	svg: (t) => t('This is an SVG drawing, which has no pixels. Export it as PNG.'),
};
