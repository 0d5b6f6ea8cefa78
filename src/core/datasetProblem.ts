import type { PixelRange } from './csv.ts';

/** Of what was to be a dataset. `name` is the file's or the folder's. */
export type DatasetProblem =
	/** No picture is in it. */
	| { readonly code: 'folderWithoutPictures'; readonly name: string }
	/** Cut short or damaged. */
	| { readonly code: 'gzipBroken'; readonly name: string; readonly detail: string }
	/** `magic` is the first four bytes, in hexadecimal. */
	| { readonly code: 'notIdx'; readonly name: string; readonly magic: string }
	/** The labels' file, where the images' is wanted. */
	| { readonly code: 'idxIsLabels'; readonly name: string }
	/** Images of another size than 28×28. */
	| { readonly code: 'idxShape'; readonly name: string; readonly rows: number; readonly columns: number }
	/** `limit` in images. */
	| { readonly code: 'idxTooLarge'; readonly name: string; readonly count: number; readonly limit: number }
	/** The bytes after the header are not as many as it says; `received` counts no more than one too many. */
	| { readonly code: 'idxLength'; readonly name: string; readonly expected: number; readonly received: number }
	| {
			readonly code: 'idxLabelCount';
			readonly name: string;
			readonly images: number;
			readonly labels: number;
	  }
	/** No row is in it. */
	| { readonly code: 'csvEmpty'; readonly name: string }
	/** `line` from 1, as editors count. */
	| { readonly code: 'csvColumns'; readonly name: string; readonly line: number; readonly columns: number }
	/** `column` from 1; `text` at most 40 characters. */
	| {
			readonly code: 'csvValue';
			readonly name: string;
			readonly line: number;
			readonly column: number;
			readonly text: string;
	  }
	/** Not an integer from 0. */
	| { readonly code: 'csvLabel'; readonly name: string; readonly line: number; readonly text: string }
	/** A number outside the range that the first rows showed. */
	| {
			readonly code: 'csvPixelRange';
			readonly name: string;
			readonly line: number;
			readonly column: number;
			readonly text: string;
			readonly pixelRange: PixelRange;
	  }
	/** Longer than any row; `limit` in bytes. */
	| { readonly code: 'csvLineTooLong'; readonly name: string; readonly line: number; readonly limit: number }
	/** It has other rows than when it was opened. */
	| { readonly code: 'datasetChanged'; readonly name: string };
