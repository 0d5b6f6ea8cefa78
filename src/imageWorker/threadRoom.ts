import { useScratchRoom } from '../core/scratch.ts';

/** In pages of 64 kB: enough for a photo of 12 MB and what is worked out from it. Pages that are never used take none. */
const pages = 512;

let room: ArrayBuffer | undefined;

/** For each picture that is prepared in a thread, before it begins: none may be under way. */
export function useThreadRoom(): void {
	// Pages that are WebAssembly's, and not `malloc`'s, are given back with the thread.
	room ??= new WebAssembly.Memory({ initial: pages }).buffer;
	useScratchRoom(room);
}
