import { l10n, Uri, type Disposable, type LogOutputChannel } from 'vscode';
import type { Outcome } from '../../app/outcome.ts';
import type { Prepare } from '../../core/ports.ts';
import { toCard } from '../../presentation/card.ts';
import { actionIds } from '../../presentation/actions.ts';
import type { Locale } from '../../presentation/locale.ts';
import { toState, type PictureState } from '../../presentation/pictureState.ts';
import { isSameFailure } from '../../presentation/sameFailure.ts';
import { toCaptions, toSummary } from '../../presentation/summary.ts';
import type { Action, ActionId, CardTitle } from '../../presentation/view.ts';
import type { ClassifyHostMethods, ClassifyPageMethods } from '../../webview/classify/protocol.ts';
import type { Classify } from '../classifier.ts';
import { fileName, placeOf, toPicture } from '../picture.ts';
import { readSettings } from '../settings.ts';
import type { PerformAction } from './actions.ts';
import { PanelHost } from './panelHost.ts';
import { readOriginal, readSteps } from './readForPage.ts';
import { restorePictures, savePictures } from './savedPictures.ts';
import { isIndex, object, oneOf } from './shape.ts';

export interface ResultsPanelDependencies {
	readonly extensionUri: Uri;
	readonly locale: Locale;
	readonly classify: Classify;
	readonly prepare: Prepare;
	readonly performAction: PerformAction;
	readonly log: LogOutputChannel;
}

/** A picture that was asked for, and what has become of it. */
interface Entry {
	readonly uri: Uri;
	readonly title: CardTitle;
	readonly state: PictureState;
}

/** The one panel: what was asked last and what has become of it. What it shows is derived from that. */
export class ResultsPanel implements Disposable {
	/** Another array for every {@link classify}: a run whose entries these are not any more has nothing to say. */
	private entries: Entry[] = [];
	private readonly runs = new Set<AbortController>();
	/** Of what is read for the page alone; another one for every {@link classify}. */
	private reading = new AbortController();
	private readonly host: PanelHost<ClassifyHostMethods, ClassifyPageMethods>;

	constructor(private readonly dependencies: ResultsPanelDependencies) {
		const { extensionUri, log } = dependencies;
		this.host = new PanelHost<ClassifyHostMethods, ClassifyPageMethods>({
			extensionUri,
			viewType: 'digitClassifier.panel',
			title: l10n.t('Digit'),
			page: 'panel',
			handlers: {
				ready: { accepts: object({}), handle: () => this.show() },
				readOriginal: {
					accepts: object({ index: isIndex }),
					handle: async ({ index }) => readOriginal(this.entryAt(index).uri),
				},
				readSteps: {
					accepts: object({ index: isIndex }),
					handle: async ({ index }) => {
						const { uri, state } = this.entryAt(index);
						return readSteps(uri, state, dependencies.prepare, this.reading.signal);
					},
				},
				act: {
					accepts: object({ id: oneOf(...actionIds) }, { index: isIndex }),
					handle: async ({ id, index }) => this.act(id, index),
				},
			},
			restore: (state) => this.restore(state),
			onClose: () => this.cancel(),
			report: (error) => log.error(String(error)),
		});
	}

	dispose(): void {
		this.host.dispose();
	}

	/** Shows the pictures, and then what becomes of each. */
	async classify(uris: readonly Uri[]): Promise<void> {
		if (uris.length === 0) {
			return;
		}
		this.cancel();
		const unique = new Map(uris.map((uri) => [uri.toString(), uri]));
		this.entries = [...unique.values()].map((uri) => toEntry(uri, { state: 'waiting' }));
		const started = this.run([...this.entries.keys()]);
		this.host.open();
		this.show();
		await started;
	}

	/** Of a restored panel's URIs, files are read to be shown, and classified when the user asks; nothing else. */
	private restore(saved: unknown): boolean {
		const pictures = restorePictures(saved);
		try {
			this.entries = pictures?.map(({ uri, state }) => toEntry(Uri.parse(uri, true), state)) ?? [];
		} catch {
			this.entries = [];
		}
		return this.entries.length > 0;
	}

	private async run(indices: readonly number[]): Promise<void> {
		const { entries } = this;
		const limit = readSettings().maximumFileSize;
		const pictures = indices.map((index) => toPicture((entries[index] as Entry).uri, limit));
		const controller = new AbortController();
		this.runs.add(controller);
		try {
			const options = { steps: entries.length === 1, signal: controller.signal };
			for await (const outcome of this.dependencies.classify(pictures, options)) {
				const index = indices[outcome.index] as number;
				this.set(entries, index, toState(outcome));
				this.dependencies.log.info(`${(entries[index] as Entry).title.name}: ${toLog(outcome)}`);
			}
		} catch (error) {
			// Nothing else throws: every failure is a picture's outcome.
			if (!controller.signal.aborted) {
				throw error;
			}
		} finally {
			this.runs.delete(controller);
			for (const index of indices) {
				if (entries[index]?.state.state === 'waiting') {
					this.set(entries, index, { state: 'cancelled' });
				}
			}
			this.showSummary();
			this.save();
		}
	}

	private async retry(indices: readonly number[]): Promise<void> {
		for (const index of indices) {
			this.set(this.entries, index, { state: 'waiting' });
		}
		const started = this.run(indices);
		this.showSummary();
		await started;
	}

	private cancel(): void {
		for (const run of this.runs) {
			run.abort();
		}
		this.reading.abort();
		this.reading = new AbortController();
	}

	private set(entries: Entry[], index: number, state: PictureState): void {
		const entry = { ...(entries[index] as Entry), state };
		entries[index] = entry;
		if (entries === this.entries) {
			this.host.tell('showCard', { index, card: this.cardOf(entry) });
			this.showSummary();
		}
	}

	private show(): void {
		const { locale } = this.dependencies;
		this.host.tell('show', {
			cards: this.entries.map((entry) => this.cardOf(entry)),
			summary: this.summary(),
			captions: toCaptions(locale),
		});
		this.save();
	}

	private showSummary(): void {
		this.host.tell('showSummary', this.summary());
	}

	private save(): void {
		const pictures = this.entries.map(({ uri, state }) => ({ uri: uri.toString(), state }));
		this.host.save(savePictures(pictures, this.dependencies.locale));
	}

	private cardOf({ title, state }: Entry) {
		return toCard(title, state, this.dependencies.locale);
	}

	private summary() {
		const states = this.entries.map(({ state }) => state);
		return toSummary(states, this.runs.size > 0, this.dependencies.locale);
	}

	/** The page chooses among our entries and can bring in nothing else. */
	private entryAt(index: number): Entry {
		const entry = this.entries[index];
		if (!entry) {
			throw new Error(`There is no picture ${index}`);
		}
		return entry;
	}

	private async act(id: ActionId, index: number | undefined): Promise<void> {
		const { entries } = this;
		const entry = index === undefined ? undefined : this.entryAt(index);
		const action = this.actionsOf(entry).find((offered) => offered.id === id);
		if (!action) {
			return;
		}
		if (id === 'cancel') {
			this.cancel();
		} else if (id === 'retry') {
			await this.retry(index === undefined ? [...entries.keys()] : [index]);
		} else if ((await this.dependencies.performAction(action, entry?.state)) && entries === this.entries) {
			await this.retry(index === undefined ? [...entries.keys()] : indicesLike(entries, index));
		}
	}

	/** Those that are offered now: of a card, or of the whole panel. */
	private actionsOf(entry: Entry | undefined): readonly Action[] {
		const offering = entry ? this.cardOf(entry) : this.summary();
		return 'actions' in offering ? offering.actions : [];
	}
}

function toEntry(uri: Uri, state: PictureState): Entry {
	return { uri, title: { name: fileName(uri), place: placeOf(uri) }, state };
}

/** The picture itself and those that failed in the same way: what mends it for one mends it for all. */
function indicesLike(entries: readonly Entry[], index: number): number[] {
	const failureOf = (entry: Entry | undefined) => (entry?.state.state === 'failed' ? entry.state.outcome : undefined);
	const failure = failureOf(entries[index]);
	return [...entries.keys()].filter((other) => {
		const otherFailure = failureOf(entries[other]);
		return other === index || (failure && otherFailure && isSameFailure(failure, otherFailure));
	});
}

/** One line for the log. */
function toLog(outcome: Outcome): string {
	return outcome.ok
		? `label ${outcome.predictions[0].label} from ${outcome.endpoint.name}`
		: JSON.stringify(outcome.problem);
}
