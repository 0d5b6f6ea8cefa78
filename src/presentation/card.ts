import type { Classified, Failed } from '../app/outcome.ts';
import { stepNames, type NormalizationStep, type StepName } from '../core/normalization.ts';
import type { ModelWarning, Prepared } from '../core/ports.ts';
import type { Problem } from '../core/problem.ts';
import type { Translate } from '../core/translate.ts';
import { classifyAgain, classifyFirst, openSetting, toActions, type WantedAction } from './actions.ts';
import { toComparison } from './comparison.ts';
import { toDigitViews, toDoubtNotices } from './digitView.ts';
import { toFacts } from './facts.ts';
import { nameOfFormat } from './format.ts';
import { labelOf } from './labels.ts';
import type { Locale } from './locale.ts';
import type { Comparison, FileState, ShownPicture } from './pictureState.ts';
import { describeProblem, type ProblemDescription } from './problems/describeProblem.ts';
import { originalActions } from './takeAlong.ts';
import type { Action, Card, ClassifiedCard, FailedCard, GrayPicture, OriginalView } from './view.ts';

/** What a card of several leaves to the buttons for all. */
const forAll: readonly WantedAction[] = ['selectEndpoint', 'showLog'];

/** Where a picture stands, in words. `alone`: no others stand beside it. */
export function toCard({ title: plain, state: picture, file }: ShownPicture, alone: boolean, locale: Locale): Card {
	const title = { ...plain, originalActions: originalActions(plain, locale) };
	const offered = alone ? forAll : [];
	// There is nothing left to make them from.
	const withoutSteps = title.memory === 'gone' ? { steps: [] } : {};
	switch (picture.state) {
		case 'waiting':
			return { ...title, state: 'waiting' };
		case 'cancelled':
			return {
				...title,
				state: 'cancelled',
				message: locale.t('Cancelled before it was classified.'),
				actions: toActions([classifyFirst, ...offered], locale),
			};
		case 'remembered':
			return {
				...title,
				...since(file, failed({ ...picture, actions: [] }, picture, offered, locale), locale),
				...withoutSteps,
			};
		case 'classified':
			return { ...title, ...since(file, classified(picture, offered, locale), locale), ...withoutSteps };
		case 'failed': {
			const description = describeProblem(picture.outcome.problem, locale);
			return { ...title, ...since(file, failed(description, picture.outcome, offered, locale), locale) };
		}
	}
}

/** What is said of a file that is no longer the one whose picture is shown. */
export const fileNotices: Readonly<Record<Exclude<FileState, 'same'>, (t: Translate) => string>> = {
	changed: (t) => t('The picture has changed since.'),
	gone: (t) => t('The file has been moved or deleted since.'),
};

/** The card with what has become of its file since. What to do about it stands with that, and not twice. */
function since<Of extends ClassifiedCard | FailedCard>(file: FileState, card: Of, { t }: Locale): Of {
	if (file === 'same') {
		return card;
	}
	const isHere = ({ id }: Action) => file === 'changed' && id === 'retry';
	return {
		...card,
		stale: { message: fileNotices[file](t), actions: card.actions.filter(isHere) },
		actions: card.actions.filter((action) => !isHere(action)),
	};
}

/** The steps from a picture to its digits, as its card has places for them. */
export function toStepPictures(steps: readonly NormalizationStep[]): GrayPicture[] {
	return steps.map(({ image: { width, height, pixels } }) => ({ width, height, pixels: copyOf(pixels) }));
}

function classified(
	{ outcome, comparison }: { readonly outcome: Classified; readonly comparison?: Comparison },
	offered: readonly WantedAction[],
	locale: Locale,
): ClassifiedCard {
	const { prepared } = outcome;
	const { t } = locale;
	return {
		state: 'classified',
		label: labelOf(outcome),
		...toOriginal(prepared, locale),
		steps: prepared.applied === 'mnist' ? stepNames.map((step) => stepCaptions[step](t)) : [],
		digits: toDigitViews(prepared, outcome, locale),
		...(comparison && { comparison: toComparison(outcome, comparison, locale) }),
		notices: toNotices(outcome, locale),
		facts: toFacts(outcome, locale),
		actions: toActions(
			[classifyAgain, 'copyAs', 'compareWith', ...(outcome.warning ? [openSetting('endpoints')] : []), ...offered],
			locale,
		),
	};
}

/** What helps comes first, then what a good card offers, too. */
function failed(
	{ message, detail, actions }: ProblemDescription,
	{
		prepared,
		endpoint,
		problem,
		steps = stepsOf(problem),
	}: Partial<Omit<Failed, 'ok'>> & { readonly steps?: readonly StepName[] },
	offered: readonly WantedAction[],
	locale: Locale,
): FailedCard {
	const usual = toActions(['retry', ...(prepared && endpoint ? (['copyAs'] as const) : []), ...offered], locale);
	return {
		state: 'failed',
		message,
		...(detail !== undefined && { detail }),
		actions: [...actions, ...usual.filter(({ id }) => actions.every((action) => action.id !== id))],
		...(prepared && toOriginal(prepared, locale)),
		steps: steps.map((step) => stepCaptions[step](locale.t)),
		digits: prepared ? toDigitViews(prepared, undefined, locale) : [],
		facts: endpoint ? [{ term: locale.t('Endpoint'), value: endpoint.name }] : [],
	};
}

/** How far a picture without ink came. */
export function stepsOf(problem: Problem | undefined): readonly StepName[] {
	return problem?.code === 'noInk' ? (problem.steps ?? []).map(({ name }) => name) : [];
}

function toOriginal({ picture }: Prepared, { format }: Locale): OriginalView {
	const { originalWidth, originalHeight, format: fileFormat, orientation, orientationByXmp } = picture;
	return {
		originalCaption: `${format.number(originalWidth)} × ${format.number(originalHeight)} ${nameOfFormat(fileFormat)}`,
		originalRatio: originalWidth / originalHeight,
		// Chromium turns JPEG and PNG by EXIF alone, and no WebP.
		...((fileFormat === 'webp' || orientationByXmp) && orientation !== undefined && { originalTurn: orientation }),
	};
}

/** What to know of a label before it is believed. */
export function toNotices(outcome: Classified, locale: Pick<Locale, 't'>): string[] {
	const { warning } = outcome;
	return [...(warning ? [warnings[warning](locale.t)] : []), ...toDoubtNotices(outcome, locale)];
}

const warnings: Readonly<Record<ModelWarning, (t: Translate) => string>> = {
	zerosMissing: (t) =>
		t(
			'The model was trained on rows with missing values, most likely zeros, and was given none. Set "missing": 0 in the settings of this endpoint.',
		),
};

const stepCaptions: Readonly<Record<StepName, (t: Translate) => string>> = {
	gray: (t) => t('Gray'),
	ink: (t) => t('Ink'),
	crop: (t) => t('Crop'),
};

/** Of these pixels alone: a message carries the whole buffer that a view looks into. */
function copyOf(pixels: Uint8Array): Uint8Array {
	return new Uint8Array(pixels);
}
