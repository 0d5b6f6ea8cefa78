import { l10n } from 'vscode';
import type { KindSteps } from './kindSteps.ts';
import { askText } from './steps.ts';

/** A SageMaker container on this machine: its address. */
export function containerSteps(): KindSteps {
	let url = 'http://localhost:8080';
	return {
		steps: [
			async (place) => {
				const answer = await askText(place, {
					prompt: l10n.t('Where the container listens (POST /invocations, GET /ping)'),
					value: url,
					validate: validateUrl,
				});
				url = typeof answer === 'object' ? answer.value : url;
				return answer;
			},
		],
		config: () => ({ type: 'container', url }),
		suggestedName: () => new URL(url).host,
	};
}

/** Whether a text is an address that HTTP can go to. */
export function validateUrl(text: string): string | undefined {
	return /^https?:$/.test(URL.parse(text)?.protocol ?? '')
		? undefined
		: l10n.t('Enter an address such as {0}', 'https://example.com/invoke');
}
