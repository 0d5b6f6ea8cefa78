import type { Classified } from '../app/outcome.ts';
import { digitSide } from '../core/image.ts';
import { isCutInDoubt, type LocatedDigit } from '../core/normalization.ts';
import type { EndpointRef, Prepared } from '../core/ports.ts';
import { doubtOf, type Prediction } from '../core/prediction.ts';
import type { Translate } from '../core/translate.ts';
import { nameOf } from './labels.ts';
import type { Locale } from './locale.ts';
import { digitActions } from './takeAlong.ts';
import type { Bar, DigitView } from './view.ts';

/** Of more classes than these, as many of the likeliest have a bar. */
const mostBars = 12;

/** Of more doubtful digits than these, the others are a number. */
const mostNamed = 4;

/** The digits of a picture, with what the model says of each where it has answered. */
export function toDigitViews(
	{ digits }: Prepared,
	answer: Pick<Classified, 'predictions' | 'endpoint'> | undefined,
	locale: Locale,
): DigitView[] {
	return digits.map((located, index) => {
		const { digit, box, line } = located;
		const prediction = answer?.predictions[index];
		const place = locale.t('digit {0} of {1}', index + 1, digits.length);
		return {
			picture: {
				width: digitSide,
				height: digitSide,
				pixels: new Uint8Array(digit),
				caption: locale.t('28 × 28, as the model saw it'),
			},
			box,
			line,
			title: place,
			bars: [],
			actions: digitActions(index, locale),
			...(prediction && answer && toAnswer(prediction, located, place, answer.endpoint, locale)),
		};
	});
}

function toAnswer(
	prediction: Prediction,
	located: LocatedDigit,
	place: string,
	endpoint: EndpointRef,
	{ t, format }: Locale,
): Pick<DigitView, 'label' | 'title' | 'bars' | 'rest' | 'doubt'> {
	const { label, probabilities = [] } = prediction;
	const name = nameOf(label, endpoint);
	const share = probabilities[label];
	const doubt = toDoubt(prediction, located, endpoint, t);
	const all = probabilities.map((value, index): Bar => ({
		name: nameOf(index, endpoint),
		value,
		text: format.share(value),
		rank: probabilities.filter((other, at) => other > value || (other === value && at < index)).length,
	}));
	const bars = all.length > mostBars ? all.filter(({ rank }) => rank < mostBars) : all;
	const others = all.length - bars.length;
	const rest = 1 - bars.reduce((sum, { value }) => sum + value, 0);
	return {
		label: name,
		title: [name, ...(share === undefined ? [] : [format.share(share)]), place].join(', '),
		bars,
		...(others > 0 && { rest: t('{0} more classes: {1}', others, format.share(Math.max(0, rest))) }),
		...(doubt !== undefined && { doubt: t('A guess: {0}.', doubt) }),
	};
}

/** Why a digit is to be looked at again. */
function toDoubt(
	prediction: Prediction,
	located: LocatedDigit,
	endpoint: EndpointRef,
	t: Translate,
): string | undefined {
	const doubt = doubtOf(prediction);
	if (doubt) {
		return t('it could also be {0}', nameOf(doubt.alternative, endpoint));
	}
	return isCutInDoubt(located) ? t('its ink may be less or more than one digit') : undefined;
}

/** What to know of the digits before they are believed: of a number, where to look. */
export function toDoubtNotices({ prepared, predictions, endpoint }: Classified, { t }: Pick<Locale, 't'>): string[] {
	const remedy = remedies[prepared.applied](t);
	const doubts = prepared.digits.flatMap((located, index) => {
		const prediction = predictions[index];
		const doubt = prediction && toDoubt(prediction, located, endpoint, t);
		return prediction && doubt !== undefined ? [{ index, name: nameOf(prediction.label, endpoint), doubt }] : [];
	});
	const [first, ...others] = doubts;
	if (!first) {
		return [];
	}
	if (predictions.length === 1) {
		return [`${t('A guess: {0}.', first.doubt)} ${remedy}`];
	}
	if (others.length === 0) {
		return [`${t('Digit {0} is a guess: {1}.', first.index + 1, first.doubt)} ${remedy}`];
	}
	const named = doubts.slice(0, mostNamed).map(({ index, name }) => t('digit {0}, the {1}', index + 1, name));
	const unnamed = doubts.length - named.length;
	const list = [...named, ...(unnamed > 0 ? [t('{0} more', unnamed)] : [])].join('; ');
	return [t('{0} of {1} digits are guesses: {2}. {3}', doubts.length, predictions.length, list, remedy)];
}

/** What may help against doubt, by what was made of the picture. */
const remedies: Readonly<Record<Prepared['applied'], (t: Translate) => string>> = {
	none: (t) => t('A larger or clearer picture may help.'),
	resize: (t) => t('A closer crop or more contrast may help.'),
	mnist: (t) => t('Cropping to the digit or more light may help.'),
};
