import type { Uri } from 'vscode';
import { isSameDigit } from '../../core/image.ts';
import type { NormalizationStep } from '../../core/normalization.ts';
import type { Prepare } from '../../core/ports.ts';
import { toProblem } from '../../core/problem.ts';
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
 * The steps of a picture, as far as it came: those at hand, else made anew, since only for a picture in sight they are
 * worth their memory. Rejects where the file is no longer the one that was classified.
 */
export async function readSteps(
	uri: Uri,
	state: PictureState,
	prepare: Prepare,
	signal: AbortSignal,
): Promise<readonly GrayPicture[]> {
	if (state.state === 'failed' && state.outcome.problem.code === 'noInk') {
		return toStepPictures(state.outcome.problem.steps ?? []);
	}
	if (state.state === 'remembered' && state.steps) {
		return toStepPictures(await stepsWithoutInk(uri, prepare, signal));
	}
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

/** As far as a picture comes in which there is no ink. Rejects where there is some now. */
async function stepsWithoutInk(uri: Uri, prepare: Prepare, signal: AbortSignal): Promise<readonly NormalizationStep[]> {
	const problem = await prepare(await readOriginal(uri), 'mnist', { steps: true, signal }).then(
		() => undefined,
		toProblem,
	);
	if (problem?.code !== 'noInk') {
		throw new Error('The picture has changed since it was classified');
	}
	return problem.steps ?? [];
}
