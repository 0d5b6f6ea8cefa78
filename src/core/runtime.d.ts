/**
 * The globals, as far as we use them, that Node, browsers and web workers have in common. The layers that run
 * anywhere are checked with these alone (tsconfig/any.json); all others have those of their runtime.
 */
interface AbortSignal {
	readonly aborted: boolean;
	readonly reason: unknown;
	throwIfAborted(): void;
	addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
	removeEventListener(type: 'abort', listener: () => void): void;
}

declare const AbortSignal: { any(signals: readonly AbortSignal[]): AbortSignal };

declare class AbortController {
	readonly signal: AbortSignal;
	abort(reason?: unknown): void;
}

declare class TextEncoder {
	encode(text: string): Uint8Array;
}

declare class TextDecoder {
	constructor(encoding?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
	decode(bytes?: Uint8Array): string;
}

/** Base64 of bytes, each a character of `binary`. */
declare function btoa(binary: string): string;

/** `now` in milliseconds. */
declare const performance: { now(): number };

/** After `delay` milliseconds. What it returns means something to `clearTimeout` alone. */
declare function setTimeout(callback: () => void, delay?: number): Timer;
declare function clearTimeout(timer: Timer | undefined): void;
interface Timer {
	readonly [Symbol.toStringTag]: 'Timer';
}
