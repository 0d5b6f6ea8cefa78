import type { Classified } from '../app/outcome.ts';
import type { EndpointRef } from '../core/ports.ts';
import type { ComparedDigit, ComparisonView, Side } from './comparisonView.ts';
import { labelOf, nameOf } from './labels.ts';
import type { Locale } from './locale.ts';
import type { Comparison } from './pictureState.ts';
import { describeProblem } from './problems/describeProblem.ts';

/** What is said of a class that neither takes for possible is not worth a row. */
const worthARow = 0.001;
const mostRows = 10;

export function toComparison(one: Classified, { endpoint, outcome }: Comparison, locale: Locale): ComparisonView {
	const { t } = locale;
	if (!outcome) {
		return { verdict: 'asking', message: t('Asking {0}…', endpoint.name), digits: [] };
	}
	if (!outcome.ok) {
		const { message, detail } = describeProblem(outcome.problem, locale);
		return {
			verdict: 'failed',
			message: t('{0} gave no answer: {1}', endpoint.name, message),
			...(detail !== undefined && { detail }),
			digits: [],
		};
	}
	const digits = one.predictions.map((_, index) => compareDigit(one, outcome, index, locale));
	const isSame = digits.every((digit) => digit.isSame);
	const hasDifferences = digits.some(({ rows }) => rows.some(({ difference }) => difference !== undefined));
	const names = [one.endpoint.name, outcome.endpoint.name] as const;
	return {
		verdict: isSame ? 'same' : 'different',
		message: isSame
			? [t('{0} and {1} agree on {2}.', ...names, labelOf(one)), ...greatestDifference(one, outcome, locale)].join(' ')
			: t('They differ: {0} says {1}, and {2} says {3}.', names[0], labelOf(one), names[1], labelOf(outcome)),
		columns: [t('Class'), ...names, ...(hasDifferences ? [t('Difference')] : [])],
		digits,
	};
}

function compareDigit(one: Classified, other: Classified, index: number, { format }: Locale): ComparedDigit {
	const [first, second] = [one.predictions[index], other.predictions[index]];
	const classes = Math.max(first?.probabilities?.length ?? 0, second?.probabilities?.length ?? 0);
	const shareOf = (prediction: typeof first, label: number) => prediction?.probabilities?.[label];
	const greater = (label: number) => Math.max(shareOf(first, label) ?? 0, shareOf(second, label) ?? 0);
	const labels = [first?.label, second?.label].filter((label) => label !== undefined);
	const shown = [...new Set([...labels, ...Array.from({ length: classes }, (_, label) => label)])]
		.filter((label) => labels.includes(label) || greater(label) >= worthARow)
		.sort((a, b) => greater(b) - greater(a))
		.slice(0, mostRows);
	const sideOf = (prediction: typeof first, label: number): Side => {
		const share = shareOf(prediction, label);
		const isLabel = prediction?.label === label;
		return { text: share === undefined ? (isLabel ? '✓' : '') : format.share(share), isLabel };
	};
	return {
		isSame: first?.label === second?.label,
		rows: shown.map((label) => {
			const [a, b] = [shareOf(first, label), shareOf(second, label)];
			return {
				name: nameOfBoth(label, one.endpoint, other.endpoint),
				first: sideOf(first, label),
				second: sideOf(second, label),
				...(a !== undefined && b !== undefined && { difference: format.difference(b - a) }),
			};
		}),
	};
}

/** The class's name; where the endpoints have two for it, both. */
function nameOfBoth(label: number, one: EndpointRef, other: EndpointRef): string {
	return [...new Set([nameOf(label, one), nameOf(label, other)])].join(' / ');
}

/** Of a single digit that both are told the probabilities of, where they are farthest apart. */
function greatestDifference(one: Classified, other: Classified, { t, format }: Locale): string[] {
	const [first, ...others] = one.predictions;
	const [second] = other.predictions;
	const shares = first.probabilities?.map((share, label) => [share, second.probabilities?.[label] ?? share] as const);
	if (others.length > 0 || !shares || !second.probabilities) {
		return [];
	}
	const distance = ([a, b]: readonly [number, number]) => Math.abs(a - b);
	const label = shares.reduce((best, pair, at) => (distance(pair) > distance(shares[best] ?? pair) ? at : best), 0);
	const [a = 0, b = 0] = shares[label] ?? [];
	return Math.abs(a - b) < worthARow
		? [t('So do their probabilities.')]
		: [
				t(
					'They are farthest apart on {0}: {1} and {2}.',
					nameOfBoth(label, one.endpoint, other.endpoint),
					format.share(a),
					format.share(b),
				),
			];
}
