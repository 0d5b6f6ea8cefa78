import type { Classified, Failed } from '../app/outcome.ts';
import { digitSide } from '../core/image.ts';
import type { LocatedDigit, NormalizationStep } from '../core/normalization.ts';
import type { EndpointRef, Prepared } from '../core/ports.ts';
import { doubtOf, type Prediction } from '../core/prediction.ts';
import { toAction, type WantedAction } from './actions.ts';
import { toFacts } from './facts.ts';
import type { Locale } from './locale.ts';
import type { Translate } from '../core/translate.ts';
import type { PictureState } from './pictureState.ts';
import { describeProblem, type ProblemDescription } from './problems/describeProblem.ts';
import type { Action, Bar, Card, CardTitle, ClassifiedCard, DigitView, FailedCard, GrayPicture } from './view.ts';

/** Where a picture stands, in words. */
export function toCard(title: CardTitle, picture: PictureState, locale: Locale): Card {
	switch (picture.state) {
		case 'waiting':
			return { ...title, state: 'waiting' };
		case 'cancelled':
			return {
				...title,
				...failed({ message: locale.t('Cancelled.'), actions: toActions(['retry'], locale) }, {}, locale),
			};
		case 'remembered':
			return {
				...title,
				...failed({ ...picture, actions: toActions(['retry', 'selectEndpoint'], locale) }, picture, locale),
			};
		case 'classified':
			return { ...title, ...classified(title.name, picture.outcome, locale) };
		case 'failed':
			return { ...title, ...failed(describeProblem(picture.outcome.problem, locale), picture.outcome, locale) };
	}
}

/** The steps from a picture to its digits, as its card has places for them. */
export function toStepPictures(steps: readonly NormalizationStep[]): GrayPicture[] {
	return steps.map(({ image: { width, height, pixels } }) => ({ width, height, pixels: copyOf(pixels) }));
}

function classified(name: string, outcome: Classified, locale: Locale): ClassifiedCard {
	const { endpoint, prepared, predictions } = outcome;
	const { t, format } = locale;
	const labels = predictions.map(({ label }) => nameOf(label, endpoint));
	const label = labels.join(labels.every((part) => part.length === 1) ? '' : ' ');
	const [{ label: first, probabilities }, ...others] = predictions;
	const share = others.length === 0 ? probabilities?.[first] : undefined;
	const answer =
		share === undefined ? `${name}: ${label}` : t('{0}: {1}, probability {2}', name, label, format.share(share));
	const notices = toNotices(outcome, t);
	const { originalWidth, originalHeight, format: fileFormat } = prepared.picture;
	return {
		state: 'classified',
		label,
		announcement: notices.length === 0 ? answer : `${answer}. ${notices.join(' ')}`,
		originalCaption: `${format.number(originalWidth)} × ${format.number(originalHeight)} ${fileFormat.toUpperCase()}`,
		steps: prepared.applied === 'mnist' ? stepNames.map((step) => stepCaptions[step](t)) : [],
		digits: prepared.digits.map((digit, index) => ({
			picture: toDigitPicture(digit, t),
			...toAnswer(predictions[index], endpoint, locale),
		})),
		notices,
		facts: toFacts(outcome, locale),
		actions: toActions(['retry', 'copyAs', 'selectEndpoint', 'showLog'], locale),
	};
}

function failed(
	{ message, detail, actions }: ProblemDescription,
	{ prepared, endpoint }: Pick<Failed, 'prepared' | 'endpoint'>,
	locale: Locale,
): FailedCard {
	return {
		state: 'failed',
		message,
		...(detail !== undefined && { detail }),
		actions: endpoint ? [...actions, toAction('copyAs', locale)] : actions,
		digits: (prepared?.digits ?? []).map((digit) => ({ picture: toDigitPicture(digit, locale.t), bars: [] })),
		facts: endpoint ? [{ term: locale.t('Endpoint'), value: endpoint.name }] : [],
	};
}

/** What to know of a label before it is believed. */
function toNotices({ prepared, predictions, endpoint }: Classified, t: Translate): string[] {
	const { applied, digits, digitsFound } = prepared;
	const doubts = predictions.flatMap((prediction, index) => {
		const doubt = doubtOf(prediction);
		if (!doubt) {
			return [];
		}
		const alternative = nameOf(doubt.alternative, endpoint);
		const remedy = remedies[applied](t);
		return [
			predictions.length === 1
				? t('A guess: it could also be {0}. {1}', alternative, remedy)
				: t('Digit {0} is a guess: it could also be {1}. {2}', index + 1, alternative, remedy),
		];
	});
	return digitsFound > digits.length
		? [t('{0} digits were found in the picture. This is the label of the largest.', digitsFound), ...doubts]
		: doubts;
}

/** What may help against doubt, by what was made of the picture. */
const remedies: Readonly<Record<Prepared['applied'], (t: Translate) => string>> = {
	none: (t) => t('A larger or clearer picture may help.'),
	resize: (t) => t('A closer crop or more contrast may help.'),
	mnist: (t) => t('Cropping to the digit or more light may help.'),
};

function toAnswer(
	prediction: Prediction | undefined,
	endpoint: EndpointRef,
	{ format }: Locale,
): Omit<DigitView, 'picture'> {
	if (!prediction) {
		return { bars: [] };
	}
	const { label, probabilities = [] } = prediction;
	const bars = probabilities.map((value, index): Bar => ({
		name: nameOf(index, endpoint),
		value,
		text: format.share(value),
		rank: probabilities.filter((other, at) => other > value || (other === value && at < index)).length,
	}));
	return { label: nameOf(label, endpoint), bars };
}

function nameOf(label: number, { labels }: EndpointRef): string {
	return labels?.[label] ?? `${label}`;
}

/** Those of every picture that is brought to MNIST's convention, in order. */
const stepNames = ['gray', 'ink', 'crop'] as const satisfies readonly NormalizationStep['name'][];

const stepCaptions: Readonly<Record<NormalizationStep['name'], (t: Translate) => string>> = {
	gray: (t) => t('Gray'),
	ink: (t) => t('Ink'),
	crop: (t) => t('Crop'),
};

function toDigitPicture({ digit }: LocatedDigit, t: Translate): DigitView['picture'] {
	return {
		width: digitSide,
		height: digitSide,
		pixels: copyOf(digit),
		caption: t('28 × 28, as the model saw it'),
	};
}

/** Of these pixels alone: a message carries the whole buffer that a view looks into. */
function copyOf(pixels: Uint8Array): Uint8Array {
	return new Uint8Array(pixels);
}

function toActions(wanted: readonly WantedAction[], locale: Locale): Action[] {
	return wanted.map((action) => toAction(action, locale));
}
