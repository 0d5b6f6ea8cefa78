import { l10n, type QuickPickItem } from 'vscode';
import type { SageMakerConfig } from '../../endpoints/sageMaker/config.ts';
import type { EndpointSummary, LoadAws, Profile } from '../../aws/index.ts';
import { toProblem } from '../../core/problem.ts';
import { describeProblem } from '../../presentation/problems/describeProblem.ts';
import { userLocale } from '../userLocale.ts';
import { pick, type Choice, type KindSteps } from './steps.ts';

/** An endpoint of the user's account: whose credentials, which region, which endpoint. */
export function sageMakerSteps(loadAws: LoadAws): KindSteps<SageMakerConfig> {
	let profile: Profile | undefined;
	let region: string | undefined;
	let endpointName = '';
	const target = () => ({
		...(profile && { profile: profile.name }),
		...(region !== undefined && { region }),
	});
	return {
		title: l10n.t('Add SageMaker Endpoint'),
		steps: [
			async (place) => {
				const answer = await pick<Profile | undefined>(place, {
					placeholder: l10n.t('Whose credentials? The profiles of your AWS config files'),
					choices: [defaultChain()],
					load: async (show) => show(await profileChoices(loadAws)),
				});
				profile = typeof answer === 'object' ? answer.value : profile;
				return answer;
			},
			async (place) => {
				const answer = await pick<string | undefined>(place, {
					placeholder: l10n.t('Which region is the endpoint in?'),
					choices: regionChoices(profile?.region),
					typed: (text) => (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text) ? { label: text, value: text } : undefined),
				});
				region = typeof answer === 'object' ? answer.value : region;
				return answer;
			},
			async (place) => {
				const answer = await pick<string>(place, {
					placeholder: l10n.t('Choose the endpoint, or type its name'),
					load: async (show, signal) =>
						showEndpoints(show, (await loadAws()).listInServiceEndpoints(target(), signal), signal),
					typed: (text) =>
						endpointNames.test(text) ? { label: text, description: l10n.t('use this name'), value: text } : undefined,
				});
				endpointName = typeof answer === 'object' ? answer.value : endpointName;
				return answer;
			},
		],
		config: () => ({ type: 'sageMaker', endpointName, ...target() }),
		suggestedName: () => endpointName,
		caution: async (signal) => {
			const aws = await loadAws();
			// Many users may not describe what they may invoke.
			const { capturesData } = await aws.describeEndpoint(target(), endpointName, signal).catch(() => unknownEndpoint);
			return capturesData ? l10n.t('Data capture is on: this endpoint stores in S3 what it is sent.') : undefined;
		},
	};
}

const unknownEndpoint = { capturesData: false };

/** SageMaker's own rule. */
const endpointNames = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

function defaultChain(): Choice<undefined> {
	return {
		label: l10n.t('No profile'),
		description: l10n.t("AWS's default chain: environment, container or instance role"),
		value: undefined,
	};
}

async function profileChoices(loadAws: LoadAws) {
	try {
		const profiles = await (await loadAws()).listProfiles();
		return [
			...profiles.map((profile) => ({
				label: profile.name,
				description: [profile.region, kinds[profile.kind]()].filter(Boolean).join(' · '),
				value: profile,
			})),
			defaultChain(),
		];
	} catch (error) {
		return [explain(l10n.t('Your AWS profiles cannot be listed'), error), defaultChain()];
	}
}

const kinds: Record<Profile['kind'], () => string> = {
	keys: () => l10n.t('access key'),
	role: () => l10n.t('role'),
	webIdentity: () => l10n.t('web identity'),
	process: () => 'credential_process',
	sso: () => 'SSO',
	login: () => 'aws login',
	none: () => l10n.t('no credentials'),
	unusable: () => l10n.t('cannot be used: the AWS SDK does not read names like this'),
};

function regionChoices(ofProfile: string | undefined): Choice<string | undefined>[] {
	const others = regions.filter((region) => region !== ofProfile).map((region) => ({ label: region, value: region }));
	return ofProfile === undefined
		? others
		: [{ label: ofProfile, description: l10n.t("the profile's"), value: undefined }, ...others];
}

/** Those with SageMaker endpoints that most accounts have; any other can be typed. */
const regions = [
	'us-east-1',
	'us-east-2',
	'us-west-1',
	'us-west-2',
	'ca-central-1',
	'sa-east-1',
	'eu-central-1',
	'eu-north-1',
	'eu-south-1',
	'eu-west-1',
	'eu-west-2',
	'eu-west-3',
	'me-south-1',
	'af-south-1',
	'ap-east-1',
	'ap-northeast-1',
	'ap-northeast-2',
	'ap-northeast-3',
	'ap-south-1',
	'ap-southeast-1',
	'ap-southeast-2',
];

type Shown = Choice<string> | QuickPickItem;

/** Page by page; where they cannot be listed, says why and leaves the typed name. */
async function showEndpoints(
	show: (choices: readonly Shown[]) => void,
	pages: AsyncIterable<readonly EndpointSummary[]>,
	signal: AbortSignal,
): Promise<void> {
	const choices: Shown[] = [];
	try {
		for await (const page of pages) {
			choices.push(...page.map(({ name }) => ({ label: name, value: name })));
			show(choices);
		}
		if (choices.length === 0) {
			show([notice(l10n.t('No endpoint is in service in this region. Go back for another one, or type a name.'))]);
		}
	} catch (error) {
		if (!signal.aborted) {
			show([explain(l10n.t('The endpoints cannot be listed: type the name'), error), ...choices]);
		}
	}
}

/** A line that cannot be chosen, on what cannot be had and why. */
function explain(text: string, error: unknown): QuickPickItem {
	return { ...notice(text), detail: describeProblem(toProblem(error), userLocale).message };
}

function notice(text: string): QuickPickItem {
	return { label: `$(warning) ${text}`, alwaysShow: true };
}
