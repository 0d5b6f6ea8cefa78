import { hasNumbers } from './align.ts';
import { itemStatus, type EvaluationResults } from './results.ts';

/** An item whose true label may be wrong. */
export interface LabelIssue {
	readonly index: number;
	/** The label it has. */
	readonly given: number;
	/** The label it more likely has. */
	readonly suggested: number;
	/** The probability of the given label minus that of the likeliest other one, −1..1: the lower, the likelier an issue. */
	readonly margin: number;
}

export interface LabelIssues {
	/** By `margin`, the likeliest first. */
	readonly issues: readonly LabelIssue[];
	/** By class: the mean probability of that class over the items that have it as their label; NaN for none. */
	readonly thresholds: Float64Array;
	/** Row-major, `classes × classes`: items with the given label of the row that are likely of the column. */
	readonly confidentJoint: Uint32Array;
}

/** So that a probability that equals the threshold passes it, whatever was rounded. */
const tolerance = 1e-6;

/**
 * Confident learning (Northcutt, Jiang and Chuang 2021, "Confident Learning: Estimating Uncertainty in Dataset
 * Labels", section 3): an item counts as one of class j if its probability of j reaches the mean that items labelled j
 * have (equation 2), of several such classes of the most probable one (equation 1). Those counted off the diagonal of
 * the confident joint are the issues, ranked by normalized margin (section 3.2, method PBNR's). It assumes that the
 * endpoint was not trained on these items. Undefined without probabilities, and of numbers, which are no classes.
 */
export function findLabelIssues(results: EvaluationResults): LabelIssues | undefined {
	const { count, status, probabilities } = results;
	if (!probabilities || hasNumbers(results)) {
		return undefined;
	}
	const truth = results.truth.labels;
	const { classes, values } = probabilities;
	const isJudged = (index: number): boolean => {
		const given = truth[index] as number;
		const isComplete = status[index] === itemStatus.classified && !Number.isNaN(values[index * classes]);
		return isComplete && given >= 0 && given < classes;
	};

	const thresholds = new Float64Array(classes);
	const supports = new Uint32Array(classes);
	for (let index = 0; index < count; index++) {
		if (isJudged(index)) {
			const given = truth[index] as number;
			thresholds[given] = (thresholds[given] as number) + (values[index * classes + given] as number);
			supports[given] = (supports[given] as number) + 1;
		}
	}
	supports.forEach((support, label) => {
		thresholds[label] = (thresholds[label] as number) / support;
	});

	const confidentJoint = new Uint32Array(classes * classes);
	const issues: LabelIssue[] = [];
	// Used again: an array and a function for each of 100,000 would be 20 MB of garbage.
	const row = new Float32Array(classes);
	const isConfident = (label: number): boolean => (row[label] as number) >= (thresholds[label] as number) - tolerance;
	for (let index = 0; index < count; index++) {
		if (!isJudged(index)) {
			continue;
		}
		const given = truth[index] as number;
		for (let label = 0; label < classes; label++) {
			row[label] = values[index * classes + label] as number;
		}
		const suggested = likeliest(row, isConfident);
		if (suggested < 0) {
			continue;
		}
		const cell = given * classes + suggested;
		confidentJoint[cell] = (confidentJoint[cell] as number) + 1;
		if (suggested !== given) {
			const other = likeliest(row, (label) => label !== given);
			issues.push({ index, given, suggested, margin: (row[given] as number) - (row[other] as number) });
		}
	}
	issues.sort((one, other) => one.margin - other.margin || one.index - other.index);
	return { issues, thresholds, confidentJoint };
}

/** The label of the greatest probability among those that are allowed; −1 where none is. */
function likeliest(row: Float32Array, isAllowed: (label: number) => boolean): number {
	let best = -1;
	for (let label = 0; label < row.length; label++) {
		if (isAllowed(label) && (best < 0 || (row[label] as number) > (row[best] as number))) {
			best = label;
		}
	}
	return best;
}
