import { Uri, workspace } from 'vscode';
import { arrange } from '../../presentation/arrange.ts';
import { toCard } from '../../presentation/card.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { ShownPicture } from '../../presentation/pictureState.ts';
import { toResultsCsv } from '../../presentation/resultsCsv.ts';
import { indicesLike } from '../../presentation/sameFailure.ts';
import { toCaptions, toSummary } from '../../presentation/summary.ts';
import { actionsOn } from '../../presentation/takeAlong.ts';
import type { Action, Arrangement, Card, Order, Summary } from '../../presentation/view.ts';
import type { ClassifyView } from '../../webview/classify/protocol.ts';
import { memoryScheme } from '../memoryFiles.ts';
import { fileName, originOf } from '../picture.ts';
import { endpointTitle, readSettings } from '../settings.ts';
import { toEntries, toShown, type Entry, type NewEntry } from './entries.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import { restorePanel, savePanel } from './savedPanel.ts';

/** How the user likes the panel. */
export interface Preferences {
	readonly order: Order;
	/** Whether the *Details* of a picture alone stand open; in a gallery they are closed. */
	readonly detailsOpen: boolean;
}

/** The pictures that were asked for together, what has become of each, and the views derived from that. */
export class PictureList {
	private readonly entries: Entry[];
	/** Of these, those of the run that was started last. */
	asked: readonly number[];
	running = false;

	constructor(
		pictures: readonly Omit<NewEntry, 'name' | 'path' | 'folder'>[],
		private current: Preferences,
		private readonly locale: Locale,
	) {
		this.entries = toEntries(pictures.map((picture) => ({ ...placeOf(picture.uri), ...picture })));
		this.asked = this.indices;
	}

	/** Of pictures that are to be classified, each once. */
	static of(uris: readonly Uri[], preferences: Preferences, locale: Locale): PictureList {
		const unique = new Map(uris.map((uri) => [uri.toString(), uri]));
		const pictures = [...unique.values()].map((uri) => ({ uri, state: { state: 'waiting' } as const }));
		return new PictureList(pictures, preferences, locale);
	}

	/** What {@link PictureList.saved} gave, without files that are not known; undefined where nothing is left. */
	static restore(saved: unknown, known: Pick<ChosenFiles, 'has'>, locale: Locale): PictureList | undefined {
		const kept = restorePanel(saved);
		if (kept === undefined) {
			return undefined;
		}
		try {
			const pictures = kept.pictures.map((picture) => {
				const uri = Uri.parse(picture.uri, true);
				return { ...picture, uri, ...(uri.scheme === memoryScheme && ({ memory: 'gone' } as const)) };
			});
			const allowed = pictures.filter(({ uri }) => known.has(uri));
			const { order, detailsOpen } = kept;
			return allowed.length === 0 ? undefined : new PictureList(allowed, { order, detailsOpen }, locale);
		} catch {
			return undefined;
		}
	}

	get preferences(): Preferences {
		return this.current;
	}

	get indices(): number[] {
		return [...this.entries.keys()];
	}

	get uris(): Uri[] {
		return this.entries.map(({ uri }) => uri);
	}

	/** The name of the endpoint that the settings choose now. */
	get chosen(): string {
		return endpointTitle(readSettings().endpoint);
	}

	get isAlone(): boolean {
		return this.entries.length === 1;
	}

	/** The page chooses among our entries and can bring in nothing else. */
	at(index: number): Entry {
		const entry = this.entries[index];
		if (!entry) {
			throw new Error(`There is no picture ${index}`);
		}
		return entry;
	}

	/** Answers whether anything has changed. */
	change(index: number, change: (entry: Entry) => Entry): boolean {
		const before = this.at(index);
		const after = change(before);
		this.entries[index] = after;
		return after !== before;
	}

	indicesOf(isWanted: (entry: Entry) => boolean): number[] {
		return this.indices.filter((index) => isWanted(this.at(index)));
	}

	/** Those that what mends one mends, too. */
	indicesLike(index: number): number[] {
		return indicesLike(
			this.entries.map(({ state }) => state),
			index,
		);
	}

	sort(order: Order): void {
		this.current = { ...this.current, order };
	}

	/** As the user has opened or closed them. */
	setDetails(index: number, open: boolean): void {
		this.change(index, (entry) => ({ ...entry, detailsOpen: open }));
		this.current = { ...this.current, detailsOpen: this.isAlone ? open : this.current.detailsOpen };
	}

	card(index: number): Card {
		return toCard(this.shown(this.at(index)), this.isAlone, this.locale);
	}

	/** Those that are offered now: of a card, or of the whole panel. */
	actions(index: number | undefined): readonly Action[] {
		return index === undefined ? this.summary().actions : actionsOn(this.card(index));
	}

	summary(): Summary {
		return toSummary(this.allShown(), this, this.locale);
	}

	arrangement(): Arrangement {
		const { order } = this.current;
		return { order, indices: arrange(this.allShown(), order, this.locale) };
	}

	view(): Omit<ClassifyView, 'waysIn' | 'drawing'> {
		return {
			cards: this.indices.map((index) => this.card(index)),
			arrangement: this.arrangement(),
			summary: this.summary(),
			captions: toCaptions(this.locale),
		};
	}

	/** As the user has ordered them. */
	csv(): string {
		const pictures = this.arrangement().indices.map((index) => this.shown(this.at(index)));
		return toResultsCsv(pictures, this.locale);
	}

	/** Plain data, to be kept over a reload. */
	saved(): unknown {
		const pictures = this.entries.map(({ uri, state, stamp, detailsOpen }) => ({
			uri: uri.toString(),
			state,
			...(stamp && { stamp }),
			...(detailsOpen !== undefined && { detailsOpen }),
		}));
		return savePanel({ ...this.current, pictures }, this.locale);
	}

	private allShown(): ShownPicture[] {
		return this.entries.map((entry) => this.shown(entry));
	}

	private shown(entry: Entry): ShownPicture {
		return toShown(entry, this.isAlone && this.current.detailsOpen);
	}
}

function placeOf(uri: Uri): Pick<NewEntry, 'name' | 'path' | 'folder' | 'memory'> {
	const origin = originOf(uri);
	if (origin !== undefined) {
		return { name: fileName(uri), path: fileName(uri), folder: origin, memory: 'kept' };
	}
	const inside = workspace.asRelativePath(uri, true);
	return {
		name: fileName(uri),
		path: workspace.asRelativePath(uri),
		folder: inside.slice(0, Math.max(0, inside.lastIndexOf('/'))),
	};
}
