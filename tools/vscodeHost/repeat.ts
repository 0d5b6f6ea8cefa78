/** How long a window that others keep busy may take to answer, in milliseconds. */
export const patience = 120_000;

/**
 * Repeats what a busy window may swallow, as a person would, until its effect is seen.
 *
 * @param effect Waits for it up to a time in milliseconds, and rejects where it has not come.
 * @throws What `effect` rejects with, after {@link patience}.
 */
export async function repeat(act: () => Promise<void>, effect: (timeout: number) => Promise<unknown>): Promise<void> {
	const deadline = Date.now() + patience;
	for (let timeout = 250; ; timeout *= 2) {
		await act();
		try {
			await effect(timeout);
			return;
		} catch (error) {
			if (Date.now() > deadline) {
				throw error;
			}
		}
	}
}
