import type { LabelRule } from '../../core/dataset.ts';

/** What a button of the evaluation does. */
export type EvaluationAction = (typeof evaluationActions)[number];

export const evaluationActions = [
	'cancel',
	'continue',
	'retryFailed',
	'runChanged',
	'compare',
	'export',
	'transform',
	'another',
	'undoMove',
] as const;

/** All of an evaluation that is shown, but for its items. */
export interface EvaluationView {
	readonly title: string;
	/** What it comes to, in a word. */
	readonly accuracy: string;
	readonly interval: string;
	/** Numbers that lead to their items. */
	readonly counts: readonly { readonly text: string; readonly filter?: Filter }[];
	/** There while it runs. */
	readonly progress?: { readonly text: string; readonly share: number };
	readonly actions: readonly { readonly id: EvaluationAction; readonly title: string }[];
	readonly labelRule?: {
		readonly title: string;
		readonly value: LabelRule;
		readonly options: readonly { readonly value: LabelRule; readonly title: string }[];
	};
	readonly matrix?: MatrixView;
	readonly classes?: ClassTable;
	readonly charts: readonly Chart[];
	readonly comparison?: ComparisonView;
	readonly failures?: Failures;
	readonly review?: Review;
	readonly facts?: { readonly title: string; readonly rows: readonly (readonly [name: string, value: string])[] };
	/** Absent where there are no items to list yet. */
	readonly captions?: EvaluationCaptions;
}

export interface ClassTable {
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: readonly { readonly name: string; readonly filter: Filter; readonly values: readonly string[] }[];
}

export interface ComparisonView {
	readonly title: string;
	/** Of the run that is compared with; absent where no item has both labels. Its numbers lead nowhere. */
	readonly matrix?: MatrixView;
	readonly lines: readonly { readonly text: string; readonly filter?: Filter }[];
}

export interface Failures {
	readonly title: string;
	/** One for each item, in their order. */
	readonly rows: readonly { readonly index: number; readonly name: string; readonly reason: string }[];
	/** How many are not listed, in words; empty for none. */
	readonly more: string;
}

/** There where labels are suspected to be wrong: how to go through them, each with its key. */
export interface Review {
	/** On to the next one. */
	readonly next: string;
	/** Moves the file to the folder of the likelier class; absent where labels are no folders. */
	readonly move?: string;
	/** Moves back what was moved last. */
	readonly undo?: string;
}

export interface EvaluationCaptions {
	readonly pictures: string;
	readonly none: string;
	readonly sortBy: string;
	readonly orders: readonly { readonly order: ItemOrder; readonly title: string }[];
	readonly clearFilters: string;
}

/**
 * Which items are to be seen: those that meet all that is set. Labels are indexes into the classes; of numbers, one of
 * their digits meets them, and one more than the greatest label stands for no digit.
 */
export interface Filter {
	/** The true label; that of no digit: one too many. */
	readonly truth?: number;
	/** The label of the endpoint; that of no digit: one that was missed. */
	readonly predicted?: number;
	/** Either of the two. */
	readonly either?: number;
	/** Of the reliability diagram, 0..14. */
	readonly bin?: number;
	readonly only?: Only;
}

/**
 * `different`: those to which the run that is compared with gave another label; `suspected`: see `findLabelIssues`;
 * `changed`: those whose file is another one now.
 */
export type Only = (typeof onlyNames)[number];

export const onlyNames = ['wrong', 'failed', 'different', 'suspected', 'changed'] as const;

/** A part of the filter, which can be taken off. */
export interface Chip {
	readonly part: keyof Filter;
	readonly text: string;
	/** Of what takes it off. */
	readonly remove: string;
}

/** `list`: as the dataset has them, or as what they were found by ranks them. */
export type ItemOrder = (typeof itemOrders)[number];

export const itemOrders = ['doubt', 'name', 'truth', 'predicted', 'list'] as const;

/** A number that leads to the items it counts. */
export interface CountLink {
	/** How many; empty for none. */
	readonly text: string;
	/** How many of the row, in per cent; empty where there is none. */
	readonly share: string;
	/** 0..1; 0 on the diagonal, since mistakes are what is looked for. */
	readonly heat: number;
	readonly isRight: boolean;
	/** For those who do not see it. */
	readonly description: string;
	readonly filter: Filter;
}

/** The confusion matrix, with the names of its rows and columns before, and their sums after them. */
export interface MatrixView {
	readonly title: string;
	readonly rowsAre: string;
	readonly columnsAre: string;
	readonly units: { readonly count: string; readonly share: string };
	/** Of the classes and, of numbers, a last one of the digits too many, and of those that were missed. */
	readonly rows: readonly string[];
	readonly columns: readonly string[];
	/** Row by row: the true labels'. */
	readonly cells: readonly (readonly CountLink[])[];
	readonly rowSums: readonly CountLink[];
	readonly columnSums: readonly CountLink[];
	readonly sum: CountLink;
}

/** A diagram. All places are shares of its width from the left, and of its height from the bottom, 0..1. */
export interface Chart {
	readonly title: string;
	/** What it comes to, in words. */
	readonly summary: string;
	readonly x: Axis;
	readonly y: Axis;
	readonly bars: readonly Bar[];
	readonly line: readonly (readonly [x: number, y: number])[];
	/** Whether both axes are the same, and where they are equal is drawn. */
	readonly diagonal: boolean;
}

export interface Axis {
	readonly title: string;
	readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

export interface Bar {
	readonly from: number;
	readonly to: number;
	readonly height: number;
	/** With the numbers. */
	readonly description: string;
	/** Leads to its items. */
	readonly filter?: Filter;
}
