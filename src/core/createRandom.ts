/** Numbers that look random and are the same for the same seed. */
export interface Random {
	/** Uniform from `low` up to `high`. */
	between(low: number, high: number): number;
	/** Uniform in the logarithm: as many from 10 to 20 as from 100 to 200. */
	logBetween(low: number, high: number): number;
	/** An integer from 0 up to, without, `end`. */
	below(end: number): number;
	chance(probability: number): boolean;
	pick<T>(values: readonly T[]): T;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function createRandom(seed: number): Random {
	let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	const between = (low: number, high: number): number => low + (high - low) * next();
	const below = (end: number): number => Math.floor(next() * end);
	return {
		between,
		logBetween: (low, high) => Math.exp(between(Math.log(low), Math.log(high))),
		below,
		chance: (probability) => next() < probability,
		pick: <T>(values: readonly T[]) => values[below(values.length)] as T,
	};
}
