/** A float as Python's `str` and `json.dumps` print it: shortest digits, `7.0`, `5.6e-06`. */
export function pythonFloat(value: number): string {
	if (!Number.isFinite(value)) {
		return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
	}
	const [mantissa, exponentText] = value.toExponential().split('e') as [string, string];
	const exponent = Number(exponentText);
	if (value !== 0 && (exponent < -4 || exponent >= 16)) {
		return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
	}
	return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A list as Python's `str` and `json.dumps` print it. */
export function pythonList(values: readonly number[]): string {
	return `[${values.map(pythonFloat).join(', ')}]`;
}

/** What Python's `float` makes of a text; `undefined` where it raises `ValueError`. */
export function parsePythonFloat(text: string): number | undefined {
	const trimmed = text.trim();
	if (/^[+-]?(\d+(_\d+)*\.?(\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) {
		return Number(trimmed.replaceAll('_', ''));
	}
	const special = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed);
	if (special) {
		return (special[2] as string).toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity;
	}
	return undefined;
}
