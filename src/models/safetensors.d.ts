/** As esbuild's loader `binary` gives it. */
declare module '*.safetensors' {
	const bytes: Uint8Array;
	export default bytes;
}
