import type { Rpc } from '../shared/rpc.ts';
import { element } from '../shared/element.ts';
import { DrawPad } from './drawPad.ts';
import type { ClassifyHostMethods, ClassifyView } from './protocol.ts';

/** The cards, and beside them the paper while a digit is being drawn. */
export class Drawing {
	readonly element: HTMLElement;
	private pad: DrawPad | undefined;

	constructor(
		private readonly host: Rpc<ClassifyHostMethods>,
		cards: HTMLElement,
	) {
		this.element = element('div', { class: 'stage' }, cards);
		document.addEventListener('keydown', (event) => {
			if (this.pad && (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z') {
				// VS Code would undo what was last done in a text.
				event.preventDefault();
				event.stopPropagation();
				this.pad.undo();
			}
		});
	}

	/** A pad that is there already knows better than the host what is drawn on it. */
	show(drawing: ClassifyView['drawing']): void {
		if (!drawing) {
			this.pad?.element.remove();
			this.pad = undefined;
		} else if (!this.pad) {
			this.pad = new DrawPad({
				...drawing,
				onChange: (changed) => this.host.tell('draw', changed),
				onSave: () => this.host.tell('act', { id: 'savePicture', index: 0 }),
				onClose: () => {
					this.show(undefined);
					this.host.tell('closeDrawing', {});
				},
			});
			this.element.prepend(this.pad.element);
			this.pad.element.focus();
		}
		this.element.classList.toggle('drawing', this.pad !== undefined);
	}
}
