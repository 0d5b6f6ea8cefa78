/** Bundled as bytes, by a plugin in esbuild.mjs. */
declare module '*.safetensors' {
	const bytes: Uint8Array;
	export default bytes;
}
