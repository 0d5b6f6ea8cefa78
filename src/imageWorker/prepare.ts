import { decodeImage, type DecodeImageOptions } from '../codecs/decodeImage.ts';
import type { Preprocessing } from '../core/normalization.ts';
import type { PrepareOptions, Prepared } from '../core/ports.ts';
import { minimumSideFor } from '../preprocessing/normalize.ts';
import { readDigits, type DecodeFiner } from './readDigits.ts';

/** See {@link DecodeImageOptions}. */
export type PrepareLimits = Omit<DecodeImageOptions, 'minimumSide'>;

/**
 * bytes → digits, on the thread that calls: decoded as small as the preprocessing allows, then normalized.
 * @throws ProblemError of an `ImageProblem`, or `fileEmpty`
 */
export async function prepare(
	bytes: Uint8Array,
	preprocessing: Preprocessing,
	{ steps, ...limits }: PrepareLimits & Pick<PrepareOptions, 'steps'>,
): Promise<Prepared> {
	const started = performance.now();
	const minimumSide = minimumSideFor(preprocessing);
	const image = await decodeImage(bytes, { ...limits, ...(minimumSide !== undefined && { minimumSide }) });
	const decoded = performance.now();
	const decodeFiner: DecodeFiner = (minimumSide) => decodeImage(bytes, { ...limits, minimumSide });
	const normalized = await readDigits(image, preprocessing, { steps, decodeFiner });
	const { format, originalWidth, originalHeight, orientation, orientationByXmp, mended } = image;
	return {
		...normalized,
		picture: {
			format,
			originalWidth,
			originalHeight,
			...(orientation !== undefined && { orientation }),
			...(orientationByXmp && { orientationByXmp }),
			...(mended && { mended }),
		},
		times: { decode: decoded - started, normalize: performance.now() - decoded },
	};
}
