import type { Classified } from '../app/outcome.ts';
import type { EndpointRef } from '../core/ports.ts';

/** A class's name for people. */
export function nameOf(label: number, { labels }: EndpointRef): string {
	return labels?.[label] ?? `${label}`;
}

/** The labels of all digits, line by line in reading order. */
export function labelLinesOf({ prepared, predictions, endpoint }: Classified): string[] {
	const names = predictions.map(({ label }) => nameOf(label, endpoint));
	const separator = names.every((name) => name.length === 1) ? '' : ' ';
	const lines = new Set(prepared.digits.map(({ line }) => line));
	return [...lines].map((line) => names.filter((_, index) => prepared.digits[index]?.line === line).join(separator));
}

/** The label of all digits in one line. */
export function labelOf(outcome: Classified): string {
	return labelLinesOf(outcome).join(' ');
}
