import type { Digit } from '../core/image.ts';
import type { Prediction } from '../core/prediction.ts';
import type { Network } from './network/index.ts';
import type { EnsembleMember } from './xgboost/index.ts';

/** A model on this machine with all that it takes to ask it, as plain data: it can be handed to a thread. */
export type LocalModel =
	| { readonly kind: 'network'; readonly network: Network }
	| { readonly kind: 'xgboost'; readonly members: readonly EnsembleMember[] };

/** One prediction for each digit, in their order, wherever it is worked out. */
export type ClassifyDigits = (model: LocalModel, digits: readonly Digit[]) => Promise<readonly Prediction[]>;

/** On the thread that calls. The code of a kind of model is loaded with its first digits. */
export const classifyDigits: ClassifyDigits = async (model, digits) => {
	switch (model.kind) {
		case 'network': {
			const { classifyDigit } = await import('./network/index.ts');
			return digits.map((digit) => classifyDigit(model.network, digit));
		}
		case 'xgboost': {
			const { predictTogether } = await import('./xgboost/index.ts');
			return predictTogether(model.members, digits);
		}
	}
};
