/** How a language writes numbers, and orders words. */
export interface Formats {
	/** 1234.5 → `1,234.5`. */
	readonly number: (value: number) => string;
	/** 0.987 → `98.7%`; a share that is neither none nor all never looks so: `< 0.1%`, `> 99.9%`. */
	readonly share: (share: number) => string;
	/** 0.125 → `+12.5%`. */
	readonly difference: (difference: number) => string;
	/** 7805 → `7.8 kB`. */
	readonly bytes: (bytes: number) => string;
	/** 12.34 → `12 ms`. */
	readonly milliseconds: (milliseconds: number) => string;
	/** Less than 0 where the first comes first; `7.jpg` comes before `10.jpg`. */
	readonly compare: (one: string, other: string) => number;
}

/** `webp` → `WebP`, and all others in capitals. */
export function nameOfFormat(format: string): string {
	return format === 'webp' ? 'WebP' : format.toUpperCase();
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
	const difference = formatter({
		style: 'percent',
		minimumFractionDigits: 1,
		maximumFractionDigits: 1,
		signDisplay: 'exceptZero',
	});
	let collator: Intl.Collator | undefined;
	const [milliseconds, fewMilliseconds] = [unit('millisecond', 0), unit('millisecond', 1)];
	const [bytes, kilobytes, megabytes] = [unit('byte', 1), unit('kilobyte', 1), unit('megabyte', 1)];
	return {
		number: formatter({ maximumFractionDigits: 1 }),
		// With no-break spaces, so that no line ends within.
		share: (value) =>
			value > 0 && value < 0.001
				? `<\u00a0${share(0.001)}`
				: value > 0.999 && value < 1
					? `>\u00a0${share(0.999)}`
					: share(value),
		difference,
		bytes: (count) => (count < 1e3 ? bytes(count) : count < 1e6 ? kilobytes(count / 1e3) : megabytes(count / 1e6)),
		milliseconds: (value) => (value < 10 ? fewMilliseconds : milliseconds)(value),
		compare: (one, other) => {
			collator ??= new Intl.Collator(language, { numeric: true });
			return collator.compare(one, other);
		},
	};
}
