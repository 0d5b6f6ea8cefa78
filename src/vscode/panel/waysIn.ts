import { l10n, window, type Uri } from 'vscode';
import type { Locale } from '../../presentation/locale.ts';
import { toDrawingCaptions, toWaysIn, type IncomingLimits } from '../../presentation/waysIn.ts';
import type { ClassifyView } from '../../webview/classify/protocol.ts';
import type { IncomingPicture, Stroke, StrokePoint, WaysInMethods } from '../../webview/classify/waysInProtocol.ts';
import type { Content } from '../boundedFiles.ts';
import type { MemoryFiles, Origin } from '../memoryFiles.ts';
import { askForPictures } from '../picture.ts';
import { tellNamesApart, toFileName } from '../pictureNames.ts';
import { readSettings } from '../settings.ts';
import type { Handlers } from './connectPage.ts';
import {
	arrayOf,
	either,
	isBoolean,
	isBytes,
	isFinite,
	isIndex,
	isString,
	object,
	oneOf,
	type Shape,
} from './shape.ts';
import { takeShownFiles } from './shownFiles.ts';

export interface WaysInDependencies {
	readonly files: MemoryFiles;
	readonly locale: Locale;
	/** Shows what becomes of these, and nothing else. */
	readonly classify: (uris: readonly Uri[]) => Promise<void>;
	/** The same of the drawing, which goes on; of none while it is blank. */
	readonly classifyDrawing: (uri: Uri | undefined) => Promise<void>;
	readonly show: () => void;
}

interface Drawing {
	readonly strokes: readonly Stroke[];
	/** Once there is a stroke. */
	readonly uri?: Uri;
}

/**
 * How pictures come in through the page: dropped, pasted and drawn ones as bytes, which become files in memory, and
 * those dragged from VS Code's own views by their URIs. Of these, none is taken that the window does not show: the
 * page is ours, and yet shall not choose what is read on this machine.
 */
export class WaysIn {
	private drawing: Drawing | undefined;
	readonly handlers: Handlers<WaysInMethods>;

	constructor(private readonly dependencies: WaysInDependencies) {
		this.handlers = {
			bringPictures: {
				accepts: object({ origin: oneOf('dropped', 'pasted'), pictures: atMost(mostPictures, arrayOf(isIncoming)) }),
				handle: async ({ origin, pictures }) => this.bringPictures(origin, pictures),
			},
			bringFiles: {
				accepts: object({ uris: atMost(mostPictures, arrayOf(isString)) }),
				handle: async ({ uris }) => this.bringFiles(uris),
			},
			draw: {
				accepts: object({ strokes: atMost(mostStrokes, arrayOf(isStroke)) }, { png: isBytes }),
				handle: async ({ strokes, png }) => this.draw(strokes, png),
			},
			closeDrawing: { accepts: object({}), handle: () => this.endDrawing() },
			copied: { accepts: object({ ok: isBoolean }), handle: ({ ok }) => tellCopied(ok) },
		};
	}

	get view(): Pick<ClassifyView, 'waysIn' | 'drawing'> {
		const { files, locale } = this.dependencies;
		const limits: IncomingLimits = {
			bytes: readSettings().maximumFileSize,
			bytesTogether: files.limit,
			pictures: mostPictures,
		};
		return {
			waysIn: toWaysIn(limits, locale),
			...(this.drawing && {
				drawing: { captions: toDrawingCaptions(locale), strokes: this.drawing.strokes },
			}),
		};
	}

	/** Offers the page a paper, blank unless one is there; what is shown stays until something is drawn. */
	startDrawing(): void {
		this.drawing ??= { strokes: [] };
	}

	endDrawing(): void {
		this.drawing = undefined;
	}

	/** Does what a button promises. */
	async act(id: 'draw' | 'choosePictures'): Promise<void> {
		if (id === 'draw') {
			this.startDrawing();
			this.dependencies.show();
		} else {
			await this.dependencies.classify(await askForPictures(l10n.t('Digit Pictures')));
		}
	}

	private async bringPictures(origin: Origin, pictures: readonly IncomingPicture[]): Promise<void> {
		const names = tellNamesApart(pictures.map(({ name }) => toFileName(name)));
		const uris = pictures.map((picture, index) =>
			this.dependencies.files.add(origin, names[index] ?? '', toContent(picture)),
		);
		await this.dependencies.classify(uris);
	}

	private async bringFiles(texts: readonly string[]): Promise<void> {
		await this.dependencies.classify(takeShownFiles(texts));
	}

	private async draw(strokes: readonly Stroke[], png: Uint8Array | undefined): Promise<void> {
		const { files, classifyDrawing } = this.dependencies;
		if (!this.drawing) {
			return;
		}
		const known = this.drawing.uri;
		if (!png) {
			this.drawing = { ...this.drawing, strokes };
			await classifyDrawing(undefined);
			return;
		}
		const content = toContent({ bytes: png });
		const uri = known ?? files.add('drawn', `${l10n.t('drawing')}.png`, content);
		this.drawing = { strokes, uri };
		if (known) {
			files.replace(uri, content);
		}
		await classifyDrawing(uri);
	}
}

const mostPictures = 1000;
const mostStrokes = 1000;
const mostPoints = 100_000;

function atMost<Item>(most: number, list: Shape<readonly Item[]>): Shape<readonly Item[]> {
	return (value): value is readonly Item[] => Array.isArray(value) && value.length <= most && list(value);
}

const isIncoming: Shape<IncomingPicture> = either(
	object({ name: isString, bytes: isBytes }),
	object({ name: isString, size: isIndex }),
);

const isStroke: Shape<Stroke> = atMost(
	mostPoints,
	arrayOf(object<StrokePoint>({ x: isFinite, y: isFinite, width: isFinite })),
);

/** Whatever the page says of its size: what is larger than a file may be is not kept. */
function toContent(content: Content): Content {
	return 'bytes' in content && content.bytes.length <= readSettings().maximumFileSize
		? // A copy, since it may be a part of a message.
			{ bytes: content.bytes.slice() }
		: { size: 'bytes' in content ? content.bytes.length : content.size };
}

function tellCopied(ok: boolean): void {
	if (ok) {
		window.setStatusBarMessage(l10n.t('Copied: {0}', l10n.t('28 × 28 as PNG')), 3000);
	} else {
		void window.showWarningMessage(l10n.t('The picture could not be put on the clipboard. Save it instead.'));
	}
}
