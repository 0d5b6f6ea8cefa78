/**
 * The files themselves, shown from memory: asked for when their place comes into sight, so that the page needs
 * no way into any folder and a gallery loads no more than is looked at.
 */
export class Originals {
	private readonly urls = new Map<string, string>();
	private readonly waiting = new Map<string, HTMLImageElement>();
	private readonly asked = new Set<string>();
	private readonly observer: IntersectionObserver;

	constructor(
		private readonly request: (uri: string) => void,
		private readonly noPreview: () => string,
	) {
		this.observer = new IntersectionObserver((entries) => {
			for (const { isIntersecting, target } of entries) {
				if (isIntersecting && target instanceof HTMLImageElement) {
					this.observer.unobserve(target);
					this.ask(target.dataset['uri'] ?? '');
				}
			}
		});
	}

	/** Fills the image with the file, now or when it is in sight and has come. */
	attach(image: HTMLImageElement, uri: string): void {
		image.dataset['uri'] = uri;
		image.addEventListener('error', () => this.showNone(image));
		const url = this.urls.get(uri);
		if (url !== undefined) {
			this.show(image, url);
			return;
		}
		this.waiting.set(uri, image);
		this.observer.observe(image);
	}

	receive(uri: string, bytes: Uint8Array<ArrayBuffer>): void {
		// Chromium looks at the content: no type needed.
		const url = bytes.length === 0 ? '' : URL.createObjectURL(new Blob([bytes]));
		this.urls.set(uri, url);
		const image = this.waiting.get(uri);
		this.waiting.delete(uri);
		if (image) {
			this.show(image, url);
		}
	}

	/** Forgets all, for other pictures to come. */
	clear(): void {
		this.observer.disconnect();
		for (const url of this.urls.values()) {
			URL.revokeObjectURL(url);
		}
		this.urls.clear();
		this.waiting.clear();
		this.asked.clear();
	}

	private ask(uri: string): void {
		if (!this.asked.has(uri)) {
			this.asked.add(uri);
			this.request(uri);
		}
	}

	private show(image: HTMLImageElement, url: string): void {
		if (url === '') {
			this.showNone(image);
		} else {
			image.src = url;
		}
	}

	/** Chromium draws fewer formats than the extension reads. */
	private showNone(image: HTMLImageElement): void {
		const note = document.createElement('span');
		note.className = 'no-preview';
		note.textContent = this.noPreview();
		image.replaceWith(note);
	}
}
