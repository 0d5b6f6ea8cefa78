import { showProgress } from './showProgress.ts';

/** What is asked for pictures of a list now, each with its progress and a way to cancel it. */
export class Runs {
	private readonly controllers = new Set<AbortController>();

	get isAny(): boolean {
		return this.controllers.size > 0;
	}

	cancel(): void {
		for (const controller of this.controllers) {
			controller.abort();
		}
	}

	/**
	 * Resolves when the run has ended or was cancelled.
	 * @param run is to call `advance` for each picture that has ended
	 */
	async track(
		names: readonly string[],
		run: (signal: AbortSignal, advance: () => void) => Promise<void>,
	): Promise<void> {
		const controller = new AbortController();
		this.controllers.add(controller);
		const progress = showProgress(names, () => controller.abort());
		try {
			await run(controller.signal, progress.advance);
		} catch (error) {
			// Nothing else throws: every failure is a picture's outcome.
			if (!controller.signal.aborted) {
				throw error;
			}
		} finally {
			progress.end();
			this.controllers.delete(controller);
		}
	}
}
