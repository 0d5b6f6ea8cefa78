/** What the editor of a file of digits shows around them. */
export interface DatasetView {
	/** The file's. */
	readonly name: string;
	/** What was found out about it, as short sentences. */
	readonly facts: readonly string[];
	readonly captions: {
		readonly evaluate: string;
		readonly grid: string;
		readonly hint: string;
	};
	/** Why there are no digits. */
	readonly problem?: { readonly message: string; readonly detail?: string };
	/** The digits, once they are there. */
	readonly digits?: {
		readonly count: number;
		/** Where the user was: the first item in sight, and the one that the keyboard is at. */
		readonly first: number;
		readonly active: number;
	};
}
