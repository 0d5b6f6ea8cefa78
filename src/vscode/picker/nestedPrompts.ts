/**
 * Prompts that come up while another one is open, such as for an MFA code: VS Code has room for one, so the one
 * that was open is hidden and shown again afterwards.
 */
export class NestedPrompts {
	private current: Promise<unknown> | undefined;

	/** Shows the prompt, and gives the answer. */
	async run<Result>(ask: () => Thenable<Result>): Promise<Result> {
		const answer = Promise.resolve(ask());
		this.current = answer.catch(() => undefined);
		try {
			return await answer;
		} finally {
			this.current = undefined;
		}
	}

	/** Resolves when the prompt that has just hidden another one is over; `undefined` where there is none. */
	over(): Promise<unknown> | undefined {
		return this.current;
	}
}
