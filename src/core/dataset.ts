import type { Digit } from './image.ts';
import type { PixelRange } from './csv.ts';
import type { LocalFile } from './files.ts';
import type { LabelRows } from './labelRows.ts';

/**
 * Digits or pictures by which an endpoint is judged, in an order that stays. It is open: how many there are is
 * known, and a file's head was checked. The pictures themselves and the rows of CSV are read as they are asked for.
 */
export interface Dataset {
	/** The folder's or the file's name, without folders. */
	readonly name: string;
	readonly facts: DatasetFacts;
	readonly count: number;
	/**
	 * The true labels by index, −1 where there is none; absent where they are known only as the items are read (CSV).
	 * Those of pictures follow a rule that can be changed: see `openPictures`.
	 */
	readonly labels?: Int16Array;
	/**
	 * Where the pictures are of numbers: their true labels, in place of `labels`, which has none then. All digits of a
	 * picture are read; else the one that stands for all.
	 */
	readonly numbers?: LabelRows;
	/** What tells the item at `index` from all others, and opens it: a picture's URI or path, or `<file>#<number>`. */
	idOf(index: number): string;
	/** What people call the item at `index`: the path below the folder, or the number in the file, from 1. */
	nameOf(index: number): string;
	/**
	 * The items in order, some at a time, none twice; each call begins anew. Memory is bounded, whatever the count.
	 * Throws a `ProblemError` of a `DatasetProblem` or a `FileProblem` where the file itself turns out to be wrong, and
	 * the signal's reason.
	 * @param isWanted the indexes to give; the others are skipped, without reading them where that is possible
	 */
	items(isWanted: (index: number) => boolean, signal: AbortSignal): AsyncIterable<readonly DatasetItem[]>;
}

/** One of a dataset: a digit that is ready, or a picture that can be read. */
export type DatasetItem = {
	readonly index: number;
	/** As `nameOf` gives it. */
	readonly name: string;
	/** The true label: an index into the classes. */
	readonly label?: number | undefined;
} & (
	| {
			readonly digit: Digit;
			/** Is called once nobody needs the digit: from then on it may be another one. */
			release?(): void;
	  }
	| {
			/** Rejects with a `ProblemError` of a `FileProblem`. */
			readonly read: () => Promise<Uint8Array>;
			/** Absent where the picture is no file of this machine. */
			readonly file?: LocalFile | undefined;
	  }
);

/** What was found out about a dataset when it was opened, for people to check. */
export type DatasetFacts = PicturesFacts | IdxFacts | CsvFacts;

export interface PicturesFacts {
	readonly kind: 'pictures';
	/** The rule that was asked for. */
	readonly labelRule: LabelRule;
	/** Whether the labels are numbers: see `Dataset.numbers`. */
	readonly areNumbers: boolean;
	/** How many pictures have their label from where. */
	readonly labelsFrom: Readonly<Record<LabelSource | 'none', number>>;
}

export interface IdxFacts {
	readonly kind: 'idx';
	/** The name of the labels' file, where one was found beside. */
	readonly labelsFile?: string;
}

export interface CsvFacts {
	readonly kind: 'csv';
	/** Where among 785 columns the label is; the last only where the header says so. With 784 there is none. */
	readonly labelColumn: 'first' | 'last' | 'none';
	/** Whether the first line names the columns. */
	readonly hasHeader: boolean;
	/** As the values of the first rows show it. */
	readonly pixelRange: PixelRange;
}

/** What a picture's true label was read from. */
export type LabelSource = 'labelsFile' | 'folder' | 'fileName';

/**
 * Where pictures have their true labels from.
 * - `auto`: a file of labels; where there is none, the nearest folder that is named as a class is, else the file name;
 *   or, where these say little, numbers: see `findLabels`.
 * - `folder`, `fileName`: that alone.
 * - `folderNumber`, `fileNumber`: the nearest folder that is named by digits alone, or the first part of the file name
 *   that has digits alone, as a number.
 * - `none`: they have none.
 */
export type LabelRule = (typeof labelRules)[number];

export const labelRules = ['auto', 'folder', 'fileName', 'folderNumber', 'fileNumber', 'none'] as const;
