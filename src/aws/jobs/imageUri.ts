import { ProblemError } from '../../core/problem.ts';
import { xgboostImages, xgboostImageUri } from '../xgboostImages.ts';

/**
 * The address of the region's own XGBoost image.
 * @throws ProblemError `jobImageUnknown`
 */
export function imageUri(region: string, image: string): string {
	const known = xgboostImages.find((candidate) => candidate === image);
	const uri = known && xgboostImageUri(known, region);
	if (uri === undefined) {
		throw new ProblemError({ code: 'jobImageUnknown', region, image });
	}
	return uri;
}
