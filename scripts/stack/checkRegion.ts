import { xgboostRegistries } from '../../src/aws/xgboostImages.ts';
import { Refusal } from './awsCli.ts';

/** @throws Refusal in a region without SageMaker's XGBoost image */
export function checkRegion(region: string): void {
	if (region in xgboostRegistries) {
		return;
	}
	const [continent] = region.split('-');
	const all = Object.keys(xgboostRegistries);
	const near = all.filter((other) => other.startsWith(`${continent}-`));
	throw new Refusal(
		`SageMaker's XGBoost image is not known to be in ${region || 'this region'}. ` +
			`Choose another with --region: ${(near.length > 0 ? near : all).join(', ')}.`,
	);
}
