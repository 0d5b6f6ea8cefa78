import { l10n, window, type Uri } from 'vscode';
import type { Locale } from '../../presentation/locale.ts';
import type { OnBytes } from '../dataFile.ts';
import { doLongWork } from '../longWork.ts';
import { fileName } from '../picture.ts';
import { findSource, type DatasetSource } from './datasetSource.ts';

/** Whoever shows how far it is, besides the notification. */
export interface OpeningFollower {
	readonly controller: AbortController;
	readonly onStep: (step: string) => void;
}

/** What was chosen, in words. */
export function nameOfChosen([first, ...others]: readonly Uri[], { format }: Locale): string {
	return first && others.length === 0
		? fileName(first)
		: l10n.t('{0} pictures', format.number(first ? others.length + 1 : 0));
}

/**
 * Finds what was chosen and opens it, with a notification where that takes its time, by which it is cancelled: then
 * resolves to undefined. Rejects as {@link findSource} and `open` do.
 * @param open is handed whom to tell how far it is
 */
export async function openChosen<Opened>(
	uris: readonly Uri[],
	locale: Locale,
	open: (source: DatasetSource, signal: AbortSignal, onBytes: OnBytes) => Promise<Opened>,
	follower?: OpeningFollower,
): Promise<Opened | undefined> {
	const { format } = locale;
	const work: Parameters<typeof doLongWork<Opened>>[1] = async (signal, reportStep) => {
		const report = (message: string, increment = 0): void => {
			reportStep({ message, increment });
			follower?.onStep(message);
		};
		report(l10n.t('Listing…'));
		const { source, unlisted } = await findSource(uris, signal, (count) =>
			report(l10n.t('Listing… {0} pictures', format.number(count))),
		);
		if (unlisted.length > 0) {
			void window.showWarningMessage(l10n.t('These folders could not be read: {0}', unlisted.join(', ')));
		}
		let told = 0;
		return open(source, signal, (read, all) => {
			const share = all > 0 ? Math.min(1, read / all) : 0;
			report(format.share(share), 100 * (share - told));
			told = share;
		});
	};
	return doLongWork(l10n.t('Opening {0}', nameOfChosen(uris, locale)), work, follower?.controller);
}
