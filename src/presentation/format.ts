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
	// Made when first used and then kept: one takes longer to make than to use, and a gallery writes thousands.
	const formatter = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
		let made: Intl.NumberFormat | undefined;
		return (value) => {
			made ??= new Intl.NumberFormat(language, options);
			return made.format(value);
		};
	};
	const unit = (name: string, maximumFractionDigits: number) =>
		formatter({ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits });
	const share = formatter({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
	const [milliseconds, fewMilliseconds] = [unit('millisecond', 0), unit('millisecond', 1)];
	const [bytes, kilobytes, megabytes] = [unit('byte', 1), unit('kilobyte', 1), unit('megabyte', 1)];
	return {
		number: formatter({ maximumFractionDigits: 1 }),
		share: (value) => share(value > 0.9995 && value < 1 ? 0.999 : value),
		bytes: (count) => (count < 1e3 ? bytes(count) : count < 1e6 ? kilobytes(count / 1e3) : megabytes(count / 1e6)),
		milliseconds: (value) => (value < 10 ? fewMilliseconds : milliseconds)(value),
	};
}
