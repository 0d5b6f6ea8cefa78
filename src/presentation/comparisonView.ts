/** Two endpoints on one picture. */
export interface ComparisonView {
	readonly verdict: 'asking' | 'same' | 'different' | 'failed';
	/** What there is to know in a sentence or two. */
	readonly message: string;
	/** A library's or a server's own words. */
	readonly detail?: string;
	/**
	 * The names of the columns: class, one endpoint, the other and, where both give probabilities, the difference.
	 * Absent until both have answered.
	 */
	readonly columns?: readonly string[];
	/** One for each digit, in reading order. */
	readonly digits: readonly ComparedDigit[];
}

export interface ComparedDigit {
	/** Whether both say the same. */
	readonly isSame: boolean;
	/** The classes that either takes for possible, the likeliest first; labels alone where shares are not known. */
	readonly rows: readonly ComparedClass[];
}

export interface ComparedClass {
	readonly name: string;
	readonly first: Side;
	readonly second: Side;
	/** Such as `+12.5%`: by how much the second is the surer, where both give probabilities. */
	readonly difference?: string;
}

/** What one endpoint says of a class. */
export interface Side {
	/** Its probability in words, `✓` for a label without any, or empty. */
	readonly text: string;
	/** Whether it is the endpoint's label. */
	readonly isLabel: boolean;
}
