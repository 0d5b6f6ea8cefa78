import { l10n } from 'vscode';
import type { LoadAws } from '../../aws/index.ts';
import { parseSecureUrl } from '../../endpoints/http.ts';
import type { RestApiConfig } from '../../endpoints/restApi/config.ts';
import { awsSteps } from './awsSteps.ts';
import { validateUrl } from './containerSteps.ts';
import { askText, pick, withoutKeys, type KindSteps, type Place } from './steps.ts';

/** A REST API: its address, and how it knows its callers. */
export function restApiSteps(loadAws: LoadAws, edited?: RestApiConfig): KindSteps<RestApiConfig> {
	let url = edited?.url ?? '';
	let authentication = edited?.authentication ?? 'none';
	let apiKey: string | undefined;
	const aws = awsSteps(loadAws, edited?.authentication === 'iam' ? edited : undefined);
	const isKept = edited?.authentication === 'apiKey';

	async function askAddress(place: Place) {
		const answer = await askText(place, {
			prompt: l10n.t('The address that takes the picture (POST, multipart/form-data, field "img")'),
			placeholder: 'https://….execute-api.us-east-1.amazonaws.com/…',
			value: url,
			validate: (text) => validateUrl(text, parseSecureUrl),
		});
		url = typeof answer === 'object' ? answer.value : url;
		return answer;
	}

	async function askAuthentication(place: Place) {
		const answer = await pick<typeof authentication>(place, {
			placeholder: l10n.t('How does it know its callers?'),
			isActive: (value) => value === authentication,
			choices: [
				{ label: l10n.t('It takes anyone'), value: 'none' },
				{ label: l10n.t('API key'), description: 'x-api-key', value: 'apiKey' },
				{ label: l10n.t('AWS signature'), description: 'IAM', value: 'iam' },
			],
		});
		authentication = typeof answer === 'object' ? answer.value : authentication;
		return answer;
	}

	async function askApiKey(place: Place) {
		const answer = await askText(place, {
			prompt: l10n.t("The API key; it is kept in VS Code's secret storage"),
			placeholder: isKept ? l10n.t('Without one, the key that is kept stays') : '',
			password: true,
			validate: (text) => (text === '' && !isKept ? l10n.t('Enter the key.') : undefined),
		});
		apiKey = typeof answer === 'object' && answer.value !== '' ? answer.value : apiKey;
		return answer;
	}

	return {
		title: l10n.t('Add REST API'),
		startOver: l10n.t('Change the answers…'),
		steps: () => [
			askAddress,
			askAuthentication,
			...(authentication === 'apiKey' ? [askApiKey] : []),
			...(authentication === 'iam' ? aws.steps : []),
		],
		config: () => ({
			...withoutKeys(edited, 'name', 'url', 'authentication', 'profile', 'region'),
			type: 'restApi',
			url,
			...(authentication !== 'none' && { authentication }),
			...(authentication === 'iam' && aws.target()),
		}),
		apiKey: () => (authentication === 'apiKey' ? apiKey : undefined),
		askApiKey,
		suggestedName: () => new URL(url).host,
	};
}
