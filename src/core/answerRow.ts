/** What stands for one row, before it is checked. */
export interface Row {
	/** A number, or a text with one or a class's name. */
	readonly label?: unknown;
	readonly probabilities?: unknown;
}

/** How far a row of probabilities may be from a sum of 1: services round them. */
const sumTolerance = 0.02;
/** Probabilities come as 32-bit floats, so 1 may be a little exceeded. */
const rangeTolerance = 1e-6;

export function isDistribution(value: unknown): value is number[] {
	if (!Array.isArray(value) || value.length < 2) {
		return false;
	}
	const inRange = value.every((item) => typeof item === 'number' && item >= 0 && item <= 1 + rangeTolerance);
	return inRange && Math.abs((value as number[]).reduce((sum, item) => sum + item, 0) - 1) <= sumTolerance;
}

/** A score is a label, or a list of probabilities; a list of one is a label. */
export function fromScore(score: unknown): Row {
	if (!Array.isArray(score)) {
		return { label: score };
	}
	return score.length === 1 ? { label: score[0] as unknown } : { probabilities: score };
}

/** Numbers without any rows marked among them. */
export function fromNumbers(numbers: readonly number[], sent: number): Row[] {
	const areLabels = numbers.length <= 1 || (sent > 1 && (numbers.length === sent || numbers.every(Number.isInteger)));
	return areLabels ? numbers.map((label) => ({ label })) : [{ probabilities: numbers }];
}

/**
 * The label of the columns of selectable inference, which may stand beside the winner's probability and raw scores:
 * the only whole number, or the only one that is written as one (Python writes floats as `1.0`).
 */
export function pickLabel(texts: readonly string[]): number | undefined {
	const whole = texts.filter((text) => text !== '' && Number.isInteger(Number(text)));
	const written = whole.filter((text) => /^\d+$/.test(text));
	const only = [whole, written].map((some) => new Set(some.map(Number))).find(({ size }) => size === 1);
	return only?.values().next().value;
}
