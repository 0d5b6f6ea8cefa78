interface Tally {
	count: number;
	total: number;
}

/** Of each name, how many of those that were counted are so. */
export class Shares {
	readonly #tallies = new Map<string, Tally>();

	add(name: string, isSo: boolean): void {
		const tally = this.#tallies.get(name) ?? { count: 0, total: 0 };
		tally.count += isSo ? 1 : 0;
		tally.total++;
		this.#tallies.set(name, tally);
	}

	/** In percent, to a hundredth. */
	percent(name: string): number {
		const { count, total } = this.#tallies.get(name) ?? { count: 0, total: 0 };
		return toHundredths((100 * count) / total);
	}

	/** A line for each name, in their order. */
	print(prefix = ''): void {
		for (const name of [...this.#tallies.keys()].sort()) {
			const total = this.#tallies.get(name)?.total;
			console.log(`${prefix}${name}: ${this.percent(name).toFixed(2)} % of ${total}`);
		}
	}
}

export function toThousandths(value: number): number {
	return Math.round(1000 * value) / 1000;
}

export function toHundredths(value: number): number {
	return Math.round(100 * value) / 100;
}
