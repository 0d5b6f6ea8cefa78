/**
 * Frees the memory of arrays at once, where this V8 knows how: else it lasts until V8 looks at what is as old as they are,
 * which may be long after. Nobody may look at them any more, or at others that share their memory.
 */
export function giveBack(...arrays: readonly ArrayBufferView[]): void {
	for (const { buffer } of arrays) {
		(buffer as { readonly transfer?: (length: number) => unknown }).transfer?.(0);
	}
}
