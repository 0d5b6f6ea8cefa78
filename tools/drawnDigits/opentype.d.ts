/** What is used of opentype.js. Its published types are for browsers: with them all of the project would see the DOM's. */
declare module 'opentype.js' {
	export type PathCommand =
		| { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
		| { readonly type: 'Q'; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
		| {
				readonly type: 'C';
				readonly x1: number;
				readonly y1: number;
				readonly x2: number;
				readonly y2: number;
				readonly x: number;
				readonly y: number;
		  }
		| { readonly type: 'Z' };

	export interface Path {
		readonly commands: readonly PathCommand[];
		toPathData(decimals: number): string;
	}

	export interface Font {
		hasChar(character: string): boolean;
		charToGlyph(character: string): { getPath(x: number, y: number, fontSize: number): Path };
	}

	const opentype: { parse(file: ArrayBuffer): Font };
	export default opentype;
}
