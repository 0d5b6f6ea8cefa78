/** A picture that is no file of VS Code's: with its content, or with its size alone where that is too large. */
export type IncomingPicture = { readonly name: string } & (
	{ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly size: number }
);

/** Where a pen was: 0..1 from the paper's upper left corner, and the width of the line there in the same measure. */
export interface StrokePoint {
	readonly x: number;
	readonly y: number;
	readonly width: number;
}

export type Stroke = readonly StrokePoint[];

/** What the page may bring in. */
export interface WaysInMethods {
	/** Pictures to classify, in place of those that are shown. */
	bringPictures(argument: {
		readonly origin: 'dropped' | 'pasted';
		readonly pictures: readonly IncomingPicture[];
	}): void;
	/** Files of VS Code's to classify; only those that this window shows are taken. */
	bringFiles(argument: { readonly uris: readonly string[] }): void;
	/** The drawing as it is now, with a PNG file of it; without one it is blank. */
	draw(argument: { readonly strokes: readonly Stroke[]; readonly png?: Uint8Array<ArrayBuffer> }): void;
	/** The drawing is no longer wanted. */
	closeDrawing(argument: Record<string, never>): void;
	/** Whether a picture could be put on the clipboard. */
	copied(argument: { readonly ok: boolean }): void;
}
