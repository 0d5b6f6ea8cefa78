import type { GrayPicture } from '../../presentation/view.ts';
import { drawGray } from '../shared/grayCanvas.ts';

/** What the host has of a card's picture, by the card's index. */
export interface PictureSource {
	readonly readOriginal: (index: number) => Promise<Uint8Array<ArrayBuffer>>;
	readonly readSteps: (index: number) => Promise<readonly GrayPicture[]>;
}

/**
 * The files themselves and the steps to the digits, shown from memory: asked for when their place comes into sight,
 * so that the page needs no way into any folder and a gallery loads no more than is looked at.
 */
export class LazyPictures {
	/** By index, for a card that is drawn anew; empty where Chromium has nothing to draw. */
	private urls = new Map<number, Promise<string>>();
	private readonly loads = new WeakMap<Element, () => unknown>();
	private readonly observer: IntersectionObserver;

	constructor(
		private readonly source: PictureSource,
		private readonly noPreview: () => string,
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
	attachOriginal(image: HTMLImageElement, index: number): void {
		image.addEventListener('error', () => this.showNone(image));
		this.whenInSight(image, async () => {
			const { urls } = this;
			const known = urls.get(index) ?? this.load(index);
			urls.set(index, known);
			const url = await known;
			if (url === '') {
				this.showNone(image);
			} else if (urls === this.urls) {
				image.src = url;
			}
		});
	}

	/** Draws the card's steps, in order, when the first is in sight; they stay empty where there are none any more. */
	attachSteps(canvases: readonly HTMLCanvasElement[], index: number): void {
		const [first] = canvases;
		if (first) {
			this.whenInSight(first, async () => {
				const steps = await this.source.readSteps(index).catch(() => []);
				canvases.forEach((canvas, place) => {
					const step = steps[place];
					if (step) {
						drawGray(canvas, step);
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
		for (const url of this.urls.values()) {
			void url.then((known) => URL.revokeObjectURL(known));
		}
		this.urls = new Map();
	}

	private async load(index: number): Promise<string> {
		// Chromium looks at the content: no type needed.
		return this.source.readOriginal(index).then(
			(bytes) => URL.createObjectURL(new Blob([bytes])),
			() => '',
		);
	}

	/** Chromium draws fewer formats than the extension reads. */
	private showNone(image: HTMLImageElement): void {
		const note = document.createElement('span');
		note.className = 'no-preview';
		note.textContent = this.noPreview();
		image.replaceWith(note);
	}
}
