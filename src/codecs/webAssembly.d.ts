/** What this project uses of WebAssembly: TypeScript declares it for browsers alone. */
declare namespace WebAssembly {
	type Module = object;
	interface Instance {
		readonly exports: unknown;
	}
	interface Memory {
		readonly buffer: ArrayBuffer;
	}
	type Imports = Record<string, Record<string, (...values: number[]) => number>>;

	const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
	const Instance: new (module: Module, imports: Imports) => Instance;
}
