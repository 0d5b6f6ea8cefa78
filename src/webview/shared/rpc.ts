/**
 * What the two ends of a panel say to each other, the same for both: a call of a method by its name, with one
 * argument; where `id` is there, a reply to it is waited for. Replies can fail.
 */
export type RpcMessage =
	| { readonly type: 'call'; readonly method: string; readonly argument: unknown; readonly id?: number }
	| { readonly type: 'reply'; readonly id: number; readonly ok: unknown }
	| { readonly type: 'reply'; readonly id: number; readonly err: string };

/** Of a method `(argument) => result` in an interface of methods. */
export type Argument<Methods, Name extends keyof Methods> = Methods[Name] extends (argument: infer Value) => unknown
	? Value
	: never;
export type Result<Methods, Name extends keyof Methods> = Methods[Name] extends (argument: never) => infer Value
	? Value
	: never;

/** One end; `Remote` are the methods of the other. */
export interface Rpc<Remote> {
	/** Calls without waiting for anything. */
	tell<Name extends keyof Remote & string>(method: Name, argument: Argument<Remote, Name>): void;
	/** Rejects with what the other end says, and with an error once this one is closed. */
	ask<Name extends keyof Remote & string>(
		method: Name,
		argument: Argument<Remote, Name>,
	): Promise<Result<Remote, Name>>;
	/** Takes in whatever came from the other end; what is no {@link RpcMessage} is dropped. */
	receive(message: unknown): void;
	/** The other end is gone: whoever waits for it is told so. */
	close(): void;
}

/**
 * @param post sends to the other end
 * @param call calls a method of this end; throws or rejects where there is none or the argument is none of its
 * @param report is told of calls that failed and nobody waits for
 */
export function createRpc<Remote>(
	post: (message: RpcMessage) => void,
	call: (method: string, argument: unknown) => unknown,
	report: (error: unknown) => void,
): Rpc<Remote> {
	const waiting = new Map<number, { resolve: (value: never) => void; reject: (reason: Error) => void }>();
	let lastId = 0;

	async function answer({ method, argument, id }: RpcMessage & { type: 'call' }): Promise<void> {
		try {
			const ok = await call(method, argument);
			if (id !== undefined) {
				post({ type: 'reply', id, ok });
			}
		} catch (error) {
			if (id === undefined) {
				report(error);
			} else {
				post({ type: 'reply', id, err: error instanceof Error ? error.message : String(error) });
			}
		}
	}

	return {
		tell: (method, argument) => post({ type: 'call', method, argument }),
		ask: (method, argument) =>
			new Promise((resolve, reject) => {
				const id = ++lastId;
				waiting.set(id, { resolve, reject });
				post({ type: 'call', method, argument, id });
			}),
		receive(message) {
			if (!isRpcMessage(message)) {
				return;
			}
			if (message.type === 'call') {
				void answer(message);
				return;
			}
			const asker = waiting.get(message.id);
			waiting.delete(message.id);
			if ('err' in message) {
				asker?.reject(new Error(message.err));
			} else {
				asker?.resolve(message.ok as never);
			}
		},
		close() {
			for (const { reject } of waiting.values()) {
				reject(new Error('The other end is gone'));
			}
			waiting.clear();
		},
	};
}

function isRpcMessage(message: unknown): message is RpcMessage {
	if (typeof message !== 'object' || message === null || !('type' in message)) {
		return false;
	}
	const { type, id, method, err } = message as Partial<Record<string, unknown>>;
	return type === 'call'
		? typeof method === 'string' && (id === undefined || typeof id === 'number')
		: type === 'reply' && typeof id === 'number' && (err === undefined || typeof err === 'string');
}
