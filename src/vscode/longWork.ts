import { ProgressLocation, window } from 'vscode';

/** Work that may take its time. */
export interface LongWork {
	/** How far it is; `increment` in per cent since the last time. */
	readonly report: (step: { readonly message?: string; readonly increment?: number }) => void;
	readonly end: () => void;
}

/** What ends before that, in milliseconds, needs no notification. */
const patience = 1000;

/**
 * Shows work that takes its time in a notification: its *Cancel* is reached with the keyboard wherever the focus is,
 * and also while a panel is hidden.
 */
export function showLongWork(title: string, cancel: () => void): LongWork {
	let message: string | undefined;
	let increment = 0;
	let show = (): void => undefined;
	let end = (): void => undefined;
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	const timer = setTimeout(() => {
		void window.withProgress(
			{ location: ProgressLocation.Notification, title, cancellable: true },
			async (progress, token) => {
				token.onCancellationRequested(cancel);
				show = () => {
					progress.report({ ...(message !== undefined && { message }), ...(increment > 0 && { increment }) });
					increment = 0;
				};
				show();
				await ended;
			},
		);
	}, patience);
	return {
		report: (step) => {
			message = step.message ?? message;
			increment += step.increment ?? 0;
			show();
		},
		end: () => {
			clearTimeout(timer);
			end();
		},
	};
}

/**
 * Does such work; resolves to undefined where it was cancelled.
 * @param controller by which others cancel it, too
 */
export async function doLongWork<Result>(
	title: string,
	work: (signal: AbortSignal, report: LongWork['report']) => Promise<Result>,
	controller = new AbortController(),
): Promise<Result | undefined> {
	const shown = showLongWork(title, () => controller.abort());
	try {
		const result = await work(controller.signal, shown.report);
		return controller.signal.aborted ? undefined : result;
	} catch (error) {
		if (controller.signal.aborted) {
			return undefined;
		}
		throw error;
	} finally {
		shown.end();
	}
}
