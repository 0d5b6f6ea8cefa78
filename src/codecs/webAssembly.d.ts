/** What this project uses of WebAssembly: TypeScript declares it for browsers alone. */
declare namespace WebAssembly {
	type Module = object;
	type Exports = Record<string, unknown>;
	interface Instance {
		readonly exports: Exports;
	}
	interface Memory {
		readonly buffer: ArrayBuffer;
		/** By pages of 64 kB; gives how many there were. */
		grow: (pages: number) => number;
	}
	type Imports = Record<string, Record<string, (...values: number[]) => unknown>>;

	const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
	const Instance: new (module: Module, imports: Imports) => Instance;
	const Memory: { readonly prototype: Memory; new (descriptor: { readonly initial: number }): Memory };
}
