import type { ModelFormat } from './parse.ts';

/** The versions of XGBoost, such as `3.1`, that read a file as it is meant: `from` the first, `upTo` the last. */
export interface Readers {
	readonly from: string;
	readonly upTo?: string;
}

interface Content {
	/** `base_score` in brackets: below 3.1, real XGBoost takes it for 0.5 and says nothing. */
	readonly hasBaseScores: boolean;
	/** Weights of `dart` that are not where `dart` had them: below 3.3, real XGBoost passes over them. */
	readonly hasMovedWeights: boolean;
}

/** As read in XGBoost's sources and changes: UBJSON came with 1.6, the old binary format went with 3.1. */
export function readersOf(format: ModelFormat, { hasBaseScores, hasMovedWeights }: Content): Readers {
	return {
		from: hasMovedWeights ? '3.3' : hasBaseScores ? '3.1' : format === 'ubjson' ? '1.6' : '1.0',
		...(format === 'binary' && { upTo: '3.0' }),
	};
}

export function isReader({ from, upTo }: Readers, version: string): boolean {
	return compare(from, version) <= 0 && (upTo === undefined || compare(version, upTo) <= 0);
}

function compare(one: string, other: string): number {
	return one.localeCompare(other, 'en', { numeric: true });
}
