import type { Uri } from 'vscode';
import type { Prepare } from '../../core/ports.ts';
import { toStepPictures } from '../../presentation/card.ts';
import type { PictureState } from '../../presentation/pictureState.ts';
import type { GrayPicture } from '../../presentation/view.ts';
import { toPicture } from '../picture.ts';
import { readSettings } from '../settings.ts';

/** The file as it is. Rejects where it cannot be read. */
export async function readOriginal(uri: Uri): Promise<Uint8Array<ArrayBuffer>> {
	// A copy, since a message carries the whole buffer that a view looks into.
	return new Uint8Array(await toPicture(uri, readSettings().maximumFileSize).read());
}

/**
 * The steps of a classified picture: those at hand, else made anew, since only for a picture in sight they are
 * worth their memory. Rejects where the file is no longer the one that was classified.
 */
export async function readSteps(
	uri: Uri,
	state: PictureState,
	prepare: Prepare,
	signal: AbortSignal,
): Promise<readonly GrayPicture[]> {
	if (state.state !== 'classified') {
		throw new Error('The picture is not classified');
	}
	const { steps, asked, digits } = state.outcome.prepared;
	if (steps.length > 0) {
		return toStepPictures(steps);
	}
	const anew = await prepare(await readOriginal(uri), asked, { steps: true, signal });
	const isSame = digits.every(({ digit }, index) => isSameDigit(digit, anew.digits[index]?.digit));
	if (!isSame) {
		throw new Error('The picture has changed since it was classified');
	}
	return toStepPictures(anew.steps);
}

function isSameDigit(one: Uint8Array, other: Uint8Array | undefined): boolean {
	return one.every((value, index) => value === other?.[index]);
}
