import { expect, test } from 'vitest';
import { toEndpointStatus } from '../../../src/presentation/endpointStatus.ts';
import { english } from './english.ts';

test.each([
	[
		'prod',
		true,
		{
			text: '$(symbol-number) prod',
			label: 'Digit Classifier endpoint: prod',
			tooltip: 'Digit Classifier endpoint: prod. Select another one',
		},
	],
	[
		'gone',
		false,
		{
			text: '$(warning) gone',
			label: 'Digit Classifier endpoint: gone, which is not in the settings',
			tooltip: 'Digit Classifier endpoint: gone, which is not in the settings. Select another one',
		},
	],
	[
		'$(trash)',
		true,
		{
			text: '$(symbol-number) \\$(trash)',
			label: 'Digit Classifier endpoint: $(trash)',
			tooltip: 'Digit Classifier endpoint: $(trash). Select another one',
		},
	],
])('%s, in the settings: %s', (title, isKnown, expected) => {
	expect(toEndpointStatus(title, isKnown, english.t)).toEqual(expected);
});
