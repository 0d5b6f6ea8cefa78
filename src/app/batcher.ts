/** When requests are sent. */
export interface BatchPolicy {
	/** The samples that a request is filled up to. An item that has more by itself goes alone. */
	readonly maximumBatch: number;
	/** How long the first item of a request waits for others to go along, in milliseconds. */
	readonly maximumWait: number;
	/** The most requests that are unanswered at once; asked before each is sent. */
	readonly maximumInFlight: () => number;
}

export interface Batcher<Item> {
	/** Resolves when there is room for more behind it: whoever waits for that piles up no more than the next request. */
	add(item: Item): Promise<void>;
	/** Nothing more comes, so nothing waits for company any longer. Resolves when all is answered. */
	end(): Promise<void>;
}

interface Waiting<Item> {
	readonly item: Item;
	readonly size: number;
	readonly since: number;
}

/**
 * Fills requests with items in their order: one is sent when it is full or its first item has waited long enough,
 * as soon as fewer than the most are in flight. Once the signal is aborted nothing is sent any more, and whoever
 * waits is released.
 * @param sizeOf the samples of an item, which stay together
 * @param send resolves when the request is answered; never rejects
 */
export function createBatcher<Item>(
	{ maximumBatch, maximumWait, maximumInFlight }: BatchPolicy,
	sizeOf: (item: Item) => number,
	send: (items: readonly Item[]) => Promise<void>,
	signal: AbortSignal,
): Batcher<Item> {
	const waiting: Waiting<Item>[] = [];
	/** Samples, ever. */
	let added = 0;
	let sent = 0;
	let inFlight = 0;
	let hasEnded = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let changed = createChange();
	signal.addEventListener('abort', sendDue, { once: true });

	function sendDue(): void {
		clearTimeout(timer);
		while (!signal.aborted && inFlight < maximumInFlight() && remainingWait() <= 0) {
			inFlight += 1;
			void send(take()).then(() => {
				inFlight -= 1;
				sendDue();
			});
		}
		if (!signal.aborted && inFlight < maximumInFlight() && waiting.length > 0) {
			timer = setTimeout(sendDue, remainingWait());
		}
		const { happen } = changed;
		changed = createChange();
		happen();
	}

	/** Until the next request is to be sent, in milliseconds; endless while nothing waits. */
	function remainingWait(): number {
		const [first] = waiting;
		if (!first) {
			return Infinity;
		}
		return hasEnded || added - sent >= maximumBatch ? 0 : first.since + maximumWait - performance.now();
	}

	/** As many of the first as fit into one request. */
	function take(): Item[] {
		let count = 0;
		let size = 0;
		for (const next of waiting) {
			if (count > 0 && size + next.size > maximumBatch) {
				break;
			}
			count += 1;
			size += next.size;
		}
		sent += size;
		return waiting.splice(0, count).map(({ item }) => item);
	}

	async function until(isReached: () => boolean): Promise<void> {
		sendDue();
		while (!signal.aborted && !isReached()) {
			await changed.happened;
		}
	}

	return {
		async add(item) {
			const size = sizeOf(item);
			waiting.push({ item, size, since: performance.now() });
			added += size;
			const own = added;
			await until(() => own - sent < maximumBatch);
		},
		async end() {
			hasEnded = true;
			await until(() => waiting.length === 0 && inFlight === 0);
		},
	};
}

function createChange(): { readonly happened: Promise<void>; readonly happen: () => void } {
	let happen = (): void => undefined;
	const happened = new Promise<void>((resolve) => {
		happen = resolve;
	});
	return { happened, happen };
}
