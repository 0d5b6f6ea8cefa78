import { env } from 'vscode';

/** 1234.5 → `1,234.5`, as the user's language writes it. */
export function formatNumber(value: number): string {
	return new Intl.NumberFormat(env.language, { maximumFractionDigits: 1 }).format(value);
}

/** 0.987 → `98.7%`; a share that is neither none nor all never looks so. */
export function formatShare(share: number): string {
	const shown = share > 0.9995 && share < 1 ? 0.999 : share;
	return new Intl.NumberFormat(env.language, {
		style: 'percent',
		minimumFractionDigits: 1,
		maximumFractionDigits: 1,
	}).format(shown);
}

/** 7805 → `7.8 kB`. */
export function formatBytes(bytes: number): string {
	const [unit, divisor] = bytes < 1e3 ? ['byte', 1] : bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
	return new Intl.NumberFormat(env.language, {
		style: 'unit',
		unit,
		unitDisplay: 'short',
		maximumFractionDigits: 1,
	}).format(bytes / divisor);
}

/** 12.34 → `12 ms`. */
export function formatMilliseconds(milliseconds: number): string {
	return new Intl.NumberFormat(env.language, {
		style: 'unit',
		unit: 'millisecond',
		maximumFractionDigits: milliseconds < 10 ? 1 : 0,
	}).format(milliseconds);
}
