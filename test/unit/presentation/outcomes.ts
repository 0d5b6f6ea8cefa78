import type { Classified } from '../../../src/app/outcome.ts';
import { asDigit, type Digit } from '../../../src/core/image.ts';
import type { Prepared } from '../../../src/core/ports.ts';
import type { FileState, PictureState, ShownPicture } from '../../../src/presentation/pictureState.ts';
import type { Prediction } from '../../../src/core/prediction.ts';

/** One that is told from others by its gray. */
export function digitOf(gray: number): Digit {
	return asDigit(new Uint8Array(784).fill(gray));
}

export const photo: Prepared = {
	picture: { format: 'jpeg', originalWidth: 4000, originalHeight: 3000 },
	asked: 'auto',
	applied: 'mnist',
	digits: [{ digit: digitOf(1), box: { left: 0.25, top: 0.25, width: 0.5, height: 0.5 }, line: 0, certainty: 1 }],
	steps: [{ name: 'gray', image: { width: 2, height: 1, pixels: Uint8Array.of(3, 4) } }],
	times: { decode: 20, normalize: 30 },
};

/** Of ten classes, the likeliest with this probability and the next one with the rest. */
export function prediction(label: number, probability: number): Prediction {
	const probabilities = Array.from({ length: 10 }, (_, index) =>
		index === label ? probability : index === (label + 1) % 10 ? 1 - probability : 0,
	);
	return { label, probabilities };
}

export const sevenOfPhoto: Classified = {
	ok: true,
	endpoint: { name: 'prod' },
	prepared: photo,
	predictions: [prediction(7, 0.98)],
	times: { read: 1.5, decode: 20, normalize: 30, classify: 120 },
};

/** Of a file that is still what it was. */
export function shown(state: PictureState, path = 'photos/7.jpg', file: FileState = 'same'): ShownPicture {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return { title: { name, path, place: '', revision: 0, detailsOpen: false }, state, file };
}
