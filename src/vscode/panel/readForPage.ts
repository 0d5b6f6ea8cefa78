import type { Uri, Webview } from 'vscode';
import { readAndPrepare } from '../../app/readyPicture.ts';
import { checkFile } from '../../core/files.ts';
import { isSameDigit } from '../../core/image.ts';
import type { NormalizationStep, Preprocessing } from '../../core/normalization.ts';
import type { Prepare } from '../../core/ports.ts';
import { toProblem } from '../../core/problem.ts';
import { toStepPictures } from '../../presentation/card.ts';
import type { PictureState } from '../../presentation/pictureState.ts';
import type { GrayPicture } from '../../presentation/view.ts';
import { statFile } from '../files.ts';
import { toPicture } from '../picture.ts';
import { readSettings } from '../settings.ts';
import { toPageUrl } from './toPageUrl.ts';

/**
 * Where the page can fetch the file as it is; of one that it cannot fetch, the bytes: on their way through the extension
 * host they become several times as much garbage. Rejects where it cannot be read.
 */
export async function readOriginal(uri: Uri, webview: Webview): Promise<Uint8Array<ArrayBuffer> | string> {
	const { maximumFileSize } = readSettings();
	const url = toPageUrl(webview, uri);
	if (url !== undefined) {
		checkFile(await statFile(uri), maximumFileSize);
		return url;
	}
	const { buffer, byteOffset, length } = await toPicture(uri, maximumFileSize).read();
	const bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, length);
	// A message carries the whole buffer that a view looks into.
	return buffer.byteLength === length ? bytes : bytes.slice();
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
	const anew = await prepareAnew(uri, prepare, asked, signal);
	const isSame = digits.every(({ digit }, index) => isSameDigit(digit, anew.digits[index]?.digit));
	if (!isSame) {
		throw new Error('The picture has changed since it was classified');
	}
	return toStepPictures(anew.steps);
}

async function prepareAnew(uri: Uri, prepare: Prepare, preprocessing: Preprocessing, signal: AbortSignal) {
	const picture = toPicture(uri, readSettings().maximumFileSize);
	return (await readAndPrepare(picture, { prepare, preprocessing, steps: true }, signal)).prepared;
}

/** As far as a picture comes in which there is no ink. Rejects where there is some now. */
async function stepsWithoutInk(uri: Uri, prepare: Prepare, signal: AbortSignal): Promise<readonly NormalizationStep[]> {
	const problem = await prepareAnew(uri, prepare, 'mnist', signal).then(() => undefined, toProblem);
	if (problem?.code !== 'noInk') {
		throw new Error('The picture has changed since it was classified');
	}
	return problem.steps ?? [];
}
