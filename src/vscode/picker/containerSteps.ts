import { l10n } from 'vscode';
import { toProblem } from '../../core/problem.ts';
import type { ContainerConfig } from '../../endpoints/container/config.ts';
import { parseUrl } from '../../endpoints/http.ts';
import { describeProblem } from '../../presentation/problems/describeProblem.ts';
import { userLocale } from '../userLocale.ts';
import { askText, withoutKeys, type KindSteps } from './steps.ts';

/** A SageMaker container on this machine: its address. */
export function containerSteps(_: unknown, edited?: ContainerConfig): KindSteps<ContainerConfig> {
	let url = edited?.url ?? 'http://localhost:8080';
	return {
		title: l10n.t('Add Container'),
		startOver: l10n.t('Change the address…'),
		steps: () => [
			async (place) => {
				const answer = await askText(place, {
					prompt: l10n.t('Where the container listens (POST /invocations, GET /ping)'),
					value: url,
					validate: (text) => validateUrl(text, parseUrl),
				});
				url = typeof answer === 'object' ? answer.value : url;
				return answer;
			},
		],
		config: () => ({ ...withoutKeys(edited, 'name', 'url'), type: 'container', url }),
		suggestedName: () => new URL(url).host,
	};
}

/** What would be wrong with an address when it is used, in words. */
export function validateUrl(text: string, parse: (text: string) => URL): string | undefined {
	try {
		parse(text);
		return undefined;
	} catch (error) {
		const problem = toProblem(error);
		return problem.code === 'urlInvalid'
			? l10n.t('Enter an address such as {0}, with no name or password in it', 'https://example.com/invoke')
			: describeProblem(problem, userLocale).message;
	}
}
