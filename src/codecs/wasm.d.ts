/** Bundled as bytes (esbuild's `binary` loader; a plugin does the same in vitest.config.ts). */
declare module '*.wasm' {
	const bytes: Uint8Array<ArrayBuffer>;
	export default bytes;
}
