import { expect, test } from 'vitest';
import { modelRefusal } from '../../../src/core/modelRefusal.ts';

const request = { asked: 'digits', bytes: 5_000, features: 784, accept: 'text/html' };

// The words are those of SageMaker's XGBoost container, of XGBoost 0.90 to 3.x, and of its scikit-learn interface.
test.each([
	[413, '', { code: 'rowsTooLarge', bytes: 5_000 }],
	[
		406,
		'Accept type text/html is not supported.',
		{ code: 'acceptRefused', accept: 'text/html', detail: 'Accept type text/html is not supported.' },
	],
	[
		400,
		'Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_ (100 vs. 784) : Number of columns does not match number of features in booster.',
		{ code: 'featureCount', asked: 'digits', sent: 784, expected: 100 },
	],
	[
		400,
		'Feature size of csv inference data 784 is not consistent with feature size of trained model 100.',
		{ code: 'featureCount', asked: 'digits', sent: 784, expected: 100 },
	],
	[
		500,
		'Feature shape mismatch, expected: 100, got 784',
		{ code: 'featureCount', asked: 'digits', sent: 784, expected: 100 },
	],
	[500, 'Traceback (most recent call last)', undefined],
])('%i %s', (status, words, expected) => {
	expect(modelRefusal(status, words, request)).toEqual(expected);
});
