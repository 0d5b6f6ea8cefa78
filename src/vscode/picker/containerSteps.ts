import { l10n } from 'vscode';
import type { ContainerConfig } from '../../endpoints/container/config.ts';
import { askText, type KindSteps } from './steps.ts';

/** A SageMaker container on this machine: its address. */
export function containerSteps(): KindSteps<ContainerConfig> {
	let url = 'http://localhost:8080';
	return {
		title: l10n.t('Add Container'),
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
