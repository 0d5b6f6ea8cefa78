import type { Captions, GrayPicture } from '../../presentation/view.ts';
import { drawGray } from '../shared/grayCanvas.ts';
import { shrink } from './shrink.ts';

/** What the host has of a card's picture, by the card's index. */
export interface PictureSource {
	/** The file's bytes, or where they can be fetched. */
	readonly readOriginal: (index: number) => Promise<Uint8Array<ArrayBuffer> | string>;
	readonly readSteps: (index: number) => Promise<readonly GrayPicture[]>;
}

/** The longer side, in pixels, up to which a picture is shown with its pixels sharp: at least doubled. */
const mostSmall = 70;

/**
 * The files themselves and the steps to the digits, shown from memory: asked for when their place comes into sight,
 * so that a gallery loads no more than is looked at.
 */
export class LazyPictures {
	/** By index, for a card that is drawn anew; each of one revision of the file. */
	private urls = new Map<number, { readonly revision: number; readonly url: Promise<string> }>();
	private readonly loads = new WeakMap<Element, () => unknown>();
	private readonly observer: IntersectionObserver;

	constructor(
		private readonly source: PictureSource,
		private readonly captions: () => Pick<Captions, 'noPreview' | 'gone'> | undefined,
	) {
		this.observer = new IntersectionObserver((entries) => {
			for (const { isIntersecting, target } of entries) {
				if (isIntersecting) {
					this.observer.unobserve(target);
					void this.loads.get(target)?.();
				}
			}
		});
	}

	/** Fills the image with the card's file when it is in sight. */
	attachOriginal(image: HTMLImageElement, index: number, revision: number): void {
		// Chromium draws fewer formats than the extension reads.
		image.addEventListener('error', () => showNone(image, this.captions()?.noPreview));
		image.addEventListener('load', () => {
			image.classList.toggle('small', Math.max(image.naturalWidth, image.naturalHeight) <= mostSmall);
		});
		this.whenInSight(image, async () => {
			const { urls } = this;
			try {
				const url = await this.urlOf(index, revision);
				if (urls === this.urls) {
					image.src = url;
				}
			} catch {
				showNone(image, this.captions()?.gone);
			}
		});
	}

	/** Draws the card's steps, in order, when the first is in sight; a note stands where there is none any more. */
	attachSteps(canvases: readonly HTMLCanvasElement[], index: number): void {
		const [first] = canvases;
		if (first) {
			this.whenInSight(first, async () => {
				const steps = await this.source.readSteps(index).catch(() => []);
				canvases.forEach((canvas, place) => {
					const step = steps[place];
					if (step) {
						drawGray(canvas, step);
					} else {
						showNone(canvas, this.captions()?.noPreview);
					}
				});
			});
		}
	}

	/** Runs when the element comes into sight, once. */
	whenInSight(element: Element, load: () => unknown): void {
		this.loads.set(element, load);
		this.observer.observe(element);
	}

	/** Forgets all, for other pictures to come. */
	clear(): void {
		this.observer.disconnect();
		for (const index of this.urls.keys()) {
			this.forget(index);
		}
		this.urls = new Map();
	}

	/** Rejects where the file cannot be read: it is asked for again by the next card. */
	private async urlOf(index: number, revision: number): Promise<string> {
		const known = this.urls.get(index);
		if (known?.revision === revision) {
			return known.url;
		}
		this.forget(index);
		const read = this.source.readOriginal(index);
		const url = read.then(async (original) => URL.createObjectURL(await shrink(await toBlob(original))));
		const { urls } = this;
		urls.set(index, { revision, url });
		url.catch(() => urls.delete(index));
		return url;
	}

	private forget(index: number): void {
		this.urls.get(index)?.url.then(
			(url) => URL.revokeObjectURL(url),
			() => undefined,
		);
		this.urls.delete(index);
	}
}

/** Without a type: Chromium looks at the content. */
async function toBlob(original: Uint8Array<ArrayBuffer> | string): Promise<Blob> {
	if (typeof original !== 'string') {
		return new Blob([original]);
	}
	// Of what is asked for as a whole, VS Code would keep a copy on the disk.
	const response = await fetch(original, { headers: { range: 'bytes=0-' } });
	if (!response.ok) {
		throw new Error(`${response.status}`);
	}
	return new Blob([await response.blob()]);
}

function showNone(image: HTMLElement, why = ''): void {
	const note = document.createElement('span');
	note.className = 'no-preview';
	note.textContent = why;
	image.replaceWith(note);
}
