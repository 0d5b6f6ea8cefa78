import { l10n } from 'vscode';
import type { RestApiConfig } from '../../endpoints/config.ts';
import type { KindSteps } from './kindSteps.ts';
import { validateUrl } from './containerSteps.ts';
import { askText, pick, type Place } from './steps.ts';

/** A REST API: its address, and how it knows its callers. */
export function restApiSteps(): KindSteps {
	let url = '';
	let authentication: NonNullable<RestApiConfig['authentication']> = 'none';
	let apiKey: string | undefined;
	return {
		steps: [
			async (place) => {
				const answer = await askText(place, {
					prompt: l10n.t('The address that takes the picture (POST, multipart/form-data, field "img")'),
					placeholder: 'https://….execute-api.us-east-1.amazonaws.com/…',
					value: url,
					validate: validateUrl,
				});
				url = typeof answer === 'object' ? answer.value : url;
				return answer;
			},
			async (place) => {
				const answer = await pick<typeof authentication>(place, {
					placeholder: l10n.t('How does it know its callers?'),
					choices: [
						{ label: l10n.t('It takes anyone'), value: 'none' },
						{ label: l10n.t('API key'), description: 'x-api-key', value: 'apiKey' },
						{ label: l10n.t('AWS signature'), description: 'IAM', value: 'iam' },
					],
				});
				authentication = typeof answer === 'object' ? answer.value : authentication;
				if (answer === 'left' || answer === 'back' || authentication !== 'apiKey') {
					return answer;
				}
				const key = await askApiKey(place);
				apiKey = typeof key === 'object' ? key.value : apiKey;
				return key;
			},
		],
		config: () => ({ type: 'restApi', url, ...(authentication !== 'none' && { authentication }) }),
		apiKey: () => (authentication === 'apiKey' ? apiKey : undefined),
		suggestedName: () => new URL(url).host,
	};
}

/** Asks for the key of a REST API. */
function askApiKey(place: Place) {
	return askText(place, {
		prompt: l10n.t("The API key; it is kept in VS Code's secret storage"),
		password: true,
		validate: (text) => (text === '' ? l10n.t('Enter the key.') : undefined),
	});
}
