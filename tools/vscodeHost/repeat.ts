/**
 * Repeats what a busy window may swallow, as a person would, until its effect is seen.
 *
 * @param effect Waits for it up to a time in milliseconds, and rejects where it has not come.
 * @throws What `effect` rejects with, after 30 s.
 */
export async function repeat(act: () => Promise<void>, effect: (timeout: number) => Promise<unknown>): Promise<void> {
	const deadline = Date.now() + 30_000;
	for (let patience = 250; ; patience *= 2) {
		await act();
		try {
			await effect(patience);
			return;
		} catch (error) {
			if (Date.now() > deadline) {
				throw error;
			}
		}
	}
}
