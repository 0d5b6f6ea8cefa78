import type { WaysIn } from '../../presentation/waysIn.ts';
import { element } from '../shared/element.ts';
import type { Rpc } from '../shared/rpc.ts';
import { renderActions } from './actions.ts';
import { mayHavePictures, readClipboard, readPictures, readTransfer, type Incoming } from './incoming.ts';
import type { ClassifyHostMethods } from './protocol.ts';
import './waysIn.css';

/** How long VS Code may take to make a paste of its own of the keys it was told of, in milliseconds. */
const pasteDelay = 300;

/** Lets pictures be dropped anywhere on the page, pasted, or brought in by one of a few buttons below all others. */
export class WaysInBar {
	readonly element = element('section', { class: 'ways-in' });
	private readonly overlay = element('div', { class: 'drop-here', 'aria-hidden': 'true', hidden: '' });
	private readonly message = element('p', { role: 'status' });
	private waysIn: WaysIn | undefined;
	/** Whether what is dragged is a part of the page. */
	private isOwn = false;
	private pasting: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly host: Rpc<ClassifyHostMethods>) {
		document.body.append(this.overlay);
		this.listenForDrops();
		this.listenForPastes();
	}

	show(waysIn: WaysIn): void {
		this.waysIn = waysIn;
		this.message.textContent = '';
		this.overlay.textContent = waysIn.dropHere;
		this.element.replaceChildren(
			renderActions(waysIn.actions, ({ id }) => {
				if (id === 'paste') {
					void this.paste();
				} else {
					this.host.tell('act', { id });
				}
			}),
			element('p', {}, waysIn.hint),
			this.message,
		);
	}

	private listenForDrops(): void {
		document.addEventListener('dragstart', () => {
			this.isOwn = true;
		});
		document.addEventListener('dragend', () => {
			this.isOwn = false;
		});
		for (const type of ['dragenter', 'dragover'] as const) {
			document.addEventListener(type, (event) => {
				if (!this.isOwn && event.dataTransfer && mayHavePictures(event.dataTransfer)) {
					// Else VS Code takes it for itself, and opens the file.
					event.preventDefault();
					event.dataTransfer.dropEffect = 'copy';
					this.overlay.hidden = false;
				}
			});
		}
		document.addEventListener('dragleave', ({ relatedTarget }) => {
			if (!relatedTarget) {
				this.overlay.hidden = true;
			}
		});
		document.addEventListener('drop', (event) => {
			this.overlay.hidden = true;
			if (!this.isOwn && event.dataTransfer) {
				event.preventDefault();
				void this.bring('dropped', readTransfer(event.dataTransfer));
			}
		});
	}

	private listenForPastes(): void {
		document.addEventListener('paste', (event) => {
			clearTimeout(this.pasting);
			if (event.clipboardData) {
				event.preventDefault();
				void this.bring('pasted', readTransfer(event.clipboardData));
			}
		});
		// On the desktop VS Code takes the keys, and what it does with them may come to nothing where there is no text
		// field.
		document.addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
			if ((ctrlKey || metaKey) && key.toLowerCase() === 'v') {
				clearTimeout(this.pasting);
				this.pasting = setTimeout(() => void this.paste(), pasteDelay);
			}
		});
	}

	private async paste(): Promise<void> {
		await this.bring('pasted', await readClipboard().catch(() => ({ files: [], uris: [] })));
	}

	private async bring(origin: 'dropped' | 'pasted', { files, uris }: Incoming): Promise<void> {
		if (!this.waysIn) {
			return;
		}
		const pictures = await readPictures(files, this.waysIn.limits);
		this.message.textContent = '';
		if (pictures.length > 0) {
			this.host.tell('bringPictures', { origin, pictures });
		} else if (uris.length > 0) {
			this.host.tell('bringFiles', { uris: uris.slice(0, this.waysIn.limits.pictures) });
		} else {
			this.message.textContent = this.waysIn.nothing;
		}
	}
}
