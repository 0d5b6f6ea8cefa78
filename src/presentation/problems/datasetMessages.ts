import type { DatasetProblem } from '../../core/datasetProblem.ts';
import type { Messages } from './message.ts';

export const datasetMessages: Messages<DatasetProblem> = {
	folderWithoutPictures: ({ name }, { t }) => ({
		message: t('No pictures are in "{0}". Choose a folder with JPEG, PNG, GIF, BMP, WebP, AVIF or TIFF files.', name),
	}),
	gzipBroken: ({ name, detail }, { t }) => ({
		message: t('The packed file "{0}" is damaged or cut short. Download or pack it again.', name),
		detail,
	}),
	notIdx: ({ name, magic }, { t }) => ({
		message: t(
			'"{0}" is no idx file of images: it begins with {1}, and not with 00 00 08 03. Choose one like t10k-images-idx3-ubyte.',
			name,
			magic,
		),
	}),
	idxIsLabels: ({ name }, { t }) => ({
		message: t('"{0}" has the labels alone. Open the file of the images, such as t10k-images-idx3-ubyte.', name),
	}),
	idxShape: ({ name, rows, columns }, { t, format }) => ({
		message: t(
			'The images of "{0}" have {1} × {2} pixels. Models of digits take 28 × 28 pixels.',
			name,
			format.number(columns),
			format.number(rows),
		),
	}),
	idxTooLarge: ({ name, count, limit }, { t, format }) => ({
		message: t(
			'"{0}" claims {1} images, and the limit is {2}. Split it, or download it again.',
			name,
			format.number(count),
			format.number(limit),
		),
	}),
	idxLength: ({ name, expected, received }, { t, format }) => ({
		message:
			received < expected
				? t(
						'"{0}" is cut short: its header promises {1} bytes of values, and {2} are there. Download it again.',
						name,
						format.number(expected),
						format.number(received),
					)
				: t(
						'"{0}" is longer than the {1} bytes of values that its header promises. Download it again.',
						name,
						format.number(expected),
					),
	}),
	idxLabelCount: ({ name, images, labels }, { t, format }) => ({
		message: t(
			'"{0}" has {1} labels for {2} images. Put the two files together that belong together.',
			name,
			format.number(labels),
			format.number(images),
		),
	}),
	csvEmpty: ({ name }, { t }) => ({
		message: t('No rows are in "{0}". Choose a file with 784 pixels a line, mostly after the label.', name),
	}),
	csvColumns: ({ name, line, columns }, { t, format }) => ({
		message: t(
			'Line {0} of "{1}" has {2} columns. Rows have 784, one a pixel, or 785 with the label.',
			line,
			name,
			format.number(columns),
		),
	}),
	csvValue: ({ name, line, column, text }, { t }) => ({
		message: t('Line {0}, column {1} of "{2}" is no number. Correct the line.', line, column, name),
		detail: text,
	}),
	csvLabel: ({ name, line, text }, { t }) => ({
		message: t('The label in line {0} of "{1}" is no whole number from 0 on. Correct the line.', line, name),
		detail: text,
	}),
	csvPixelRange: ({ name, line, column, text, pixelRange }, { t }) => ({
		message: t(
			'By the first rows of "{0}" pixels are {1}, but not so in line {2}, column {3}. Correct the line.',
			name,
			pixelRange,
			line,
			column,
		),
		detail: text,
	}),
	csvLineTooLong: ({ name, line, limit }, { t, format }) => ({
		message: t(
			'Line {0} of "{1}" is longer than {2}. Choose a file with 784 pixels a line, mostly after the label.',
			line,
			name,
			format.bytes(limit),
		),
	}),
	datasetChanged: ({ name }, { t }) => ({
		message: t('"{0}" has changed since it was opened. Open it again.', name),
	}),
};
