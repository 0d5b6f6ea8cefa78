import type { DrawingCaptions } from '../../presentation/waysIn.ts';
import { element } from '../shared/element.ts';
import { drawStrokes } from './drawStrokes.ts';
import type { Stroke, StrokePoint } from './waysInProtocol.ts';

/** The drawing's side, in pixels. */
const side = 560;

/** Of the side: a line on MNIST's digits is some 2.5 of their 20 pixels wide, and a digit takes two thirds of the paper. */
const lineWidth = 0.08;

export interface DrawPadOptions {
	readonly captions: DrawingCaptions;
	readonly strokes: readonly Stroke[];
	/** A stroke has come or gone; `png` is there unless the paper is blank. */
	readonly onChange: (drawing: { readonly strokes: readonly Stroke[]; readonly png?: Uint8Array<ArrayBuffer> }) => void;
	readonly onSave: () => void;
	readonly onClose: () => void;
}

/** Paper to draw a digit on, black on white in every theme: it is a picture as all others are. */
export class DrawPad {
	readonly element: HTMLElement;
	private readonly canvas: HTMLCanvasElement;
	private readonly needInk: readonly HTMLButtonElement[];
	private strokes: readonly Stroke[];
	/** Of the pen that is down. */
	private current: { readonly pointer: number; readonly points: StrokePoint[] } | undefined;
	/** Of the drawing that was last encoded: a later one wins. */
	private version = 0;

	constructor(private readonly options: DrawPadOptions) {
		const { captions, strokes, onSave, onClose } = options;
		this.strokes = strokes;
		this.canvas = element('canvas', {
			width: `${side}`,
			height: `${side}`,
			role: 'img',
			'aria-label': captions.canvas,
			'aria-describedby': 'draw-instructions',
		});
		const undo = renderButton(captions.undo, () => this.undo());
		const clear = renderButton(captions.clear, () => this.clear());
		const save = renderButton(captions.save, onSave);
		this.needInk = [undo, clear, save];
		this.element = element(
			'section',
			{ class: 'draw', 'aria-labelledby': 'draw-title', tabindex: '-1' },
			element(
				'div',
				{ class: 'title' },
				element('h2', { id: 'draw-title' }, captions.title),
				renderButton(captions.close, onClose),
			),
			this.canvas,
			element('p', { id: 'draw-instructions' }, captions.instructions),
			element('div', { class: 'actions' }, undo, clear, save),
		);
		this.listen();
		this.render();
	}

	/** Takes the last stroke back. */
	undo(): void {
		if (this.strokes.length > 0) {
			this.change(this.strokes.slice(0, -1));
		}
	}

	private clear(): void {
		this.change([]);
	}

	private listen(): void {
		const { canvas } = this;
		canvas.addEventListener('pointerdown', (event) => {
			// One finger, the pen's tip or the left button; a palm beside the pen is not the primary one.
			if (event.isPrimary && event.button === 0 && !this.current) {
				event.preventDefault();
				this.element.focus({ preventScroll: true });
				canvas.setPointerCapture(event.pointerId);
				this.current = { pointer: event.pointerId, points: [this.pointOf(event)] };
				this.render();
			}
		});
		canvas.addEventListener('pointermove', (event) => {
			if (event.pointerId === this.current?.pointer) {
				const events = event.getCoalescedEvents();
				this.goOn(this.current.points, events.length > 0 ? events : [event]);
				this.render();
			}
		});
		canvas.addEventListener('pointerup', (event) => {
			if (event.pointerId === this.current?.pointer) {
				const { points } = this.current;
				this.current = undefined;
				this.change([...this.strokes, points]);
			}
		});
		canvas.addEventListener('pointercancel', (event) => {
			if (event.pointerId === this.current?.pointer) {
				this.current = undefined;
				this.render();
			}
		});
	}

	/** A mouse may tell a thousand times a second where it is; what does not show is left out. */
	private goOn(points: StrokePoint[], events: readonly PointerEvent[]): void {
		for (const event of events) {
			const point = this.pointOf(event);
			const last = points.at(-1);
			if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= 2 / side) {
				points.push(point);
			}
		}
	}

	private pointOf({ clientX, clientY, pointerType, pressure }: PointerEvent): StrokePoint {
		const { left, top, width, height } = this.canvas.getBoundingClientRect();
		// Pens that feel nothing say 0.5, as the mouse does.
		const share = pointerType === 'pen' && pressure > 0 ? 0.5 + pressure : 1;
		return { x: (clientX - left) / width, y: (clientY - top) / height, width: lineWidth * share };
	}

	private change(strokes: readonly Stroke[]): void {
		this.strokes = strokes;
		this.render();
		const version = ++this.version;
		if (strokes.length === 0) {
			this.options.onChange({ strokes });
			return;
		}
		this.canvas.toBlob((blob) => {
			void blob?.arrayBuffer().then((buffer) => {
				if (version === this.version) {
					this.options.onChange({ strokes, png: new Uint8Array(buffer) });
				}
			});
		}, 'image/png');
	}

	private render(): void {
		const context = this.canvas.getContext('2d');
		if (context) {
			context.fillStyle = '#fff';
			context.fillRect(0, 0, side, side);
			context.strokeStyle = '#000';
			context.lineCap = 'round';
			context.lineJoin = 'round';
			drawStrokes(context, this.current ? [...this.strokes, this.current.points] : this.strokes, side);
		}
		for (const button of this.needInk) {
			button.disabled = this.strokes.length === 0;
		}
	}
}

function renderButton(title: string, press: () => void): HTMLButtonElement {
	const button = element('button', { type: 'button' }, title);
	button.addEventListener('click', press);
	return button;
}
