/** Between those who have values and the one who takes them. Each waits for the other, so nothing piles up. */
export interface Handover<Value> {
	/** Resolves when the value is taken, or the signal aborted. */
	give(value: Value): Promise<void>;
	/** Nothing more is given; with an error, which whoever takes gets once all is taken. */
	end(failure?: { readonly error: unknown }): void;
	/** All that is given, in that order. Throws the signal's reason as soon as it is aborted. */
	take(): AsyncGenerator<Value, void, undefined>;
}

export function createHandover<Value>(signal: AbortSignal): Handover<Value> {
	const given: { readonly value: Value; readonly taken: () => void }[] = [];
	let ended: { readonly error?: unknown } | undefined;
	let wake = (): void => undefined;

	function release(): void {
		for (const { taken } of given.splice(0)) {
			taken();
		}
		wake();
	}
	signal.addEventListener('abort', release, { once: true });

	return {
		async give(value) {
			if (!signal.aborted) {
				await new Promise<void>((taken) => {
					given.push({ value, taken });
					wake();
				});
			}
		},
		end(failure) {
			ended = failure ?? {};
			wake();
		},
		async *take() {
			for (;;) {
				signal.throwIfAborted();
				const next = given.shift();
				if (next) {
					next.taken();
					yield next.value;
				} else if (!ended) {
					await new Promise<void>((resolve) => {
						wake = resolve;
					});
				} else if ('error' in ended) {
					throw ended.error;
				} else {
					return;
				}
			}
		},
	};
}
