/** Bundled as bytes, by a plugin in esbuild.mjs. */
declare module '*.wasm' {
	const bytes: Uint8Array<ArrayBuffer>;
	export default bytes;
}

/** Squoosh's decoder of AVIF: the package's own types lean on globals that it does not bring along. */
declare module '@jsquash/avif/codec/dec/avif_dec.js' {
	interface Options {
		readonly noInitialRun: boolean;
		readonly instantiateWasm: (
			imports: WebAssembly.Imports,
			onInstance: (instance: WebAssembly.Instance) => void,
		) => WebAssembly.Exports;
	}
	interface RgbaImage {
		readonly width: number;
		readonly height: number;
		readonly data: Uint8ClampedArray;
	}
	interface Decoder {
		/** `null` for a bad file. */
		decode(file: Uint8Array, bitDepth: 8): RgbaImage | null;
	}
	/** Makes a fresh instance. */
	export default function createDecoder(options: Options): Promise<Decoder>;
}
