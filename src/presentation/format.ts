/** How a language writes numbers. */
export interface Formats {
	/** 1234.5 → `1,234.5`. */
	readonly number: (value: number) => string;
	/** 0.987 → `98.7%`; a share that is neither none nor all never looks so. */
	readonly share: (share: number) => string;
	/** 7805 → `7.8 kB`. */
	readonly bytes: (bytes: number) => string;
	/** 12.34 → `12 ms`. */
	readonly milliseconds: (milliseconds: number) => string;
}

/** @param language a BCP 47 tag such as `en` or `pt-br`. */
export function createFormats(language: string): Formats {
	const unit = (name: string, maximumFractionDigits: number) =>
		new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits });
	// Made once: a gallery writes thousands of shares, and each formatter takes longer to make than to use.
	const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
	const share = new Intl.NumberFormat(language, {
		style: 'percent',
		minimumFractionDigits: 1,
		maximumFractionDigits: 1,
	});
	const [milliseconds, fewMilliseconds] = [unit('millisecond', 0), unit('millisecond', 1)];
	const [bytes, kilobytes, megabytes] = [unit('byte', 1), unit('kilobyte', 1), unit('megabyte', 1)];
	return {
		number: (value) => number.format(value),
		share: (value) => share.format(value > 0.9995 && value < 1 ? 0.999 : value),
		bytes: (count) =>
			count < 1e3 ? bytes.format(count) : count < 1e6 ? kilobytes.format(count / 1e3) : megabytes.format(count / 1e6),
		milliseconds: (value) => (value < 10 ? fewMilliseconds : milliseconds).format(value),
	};
}
