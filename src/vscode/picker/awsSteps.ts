import { l10n, type QuickPickItem } from 'vscode';
import type { AwsTarget, LoadAws, Profile } from '../../aws/index.ts';
import { toProblem } from '../../core/problem.ts';
import { describeProblem } from '../../presentation/problems/describeProblem.ts';
import { userLocale } from '../userLocale.ts';
import { pick, type Choice, type Step } from './steps.ts';

/** Whose credentials and which region: what every way into an AWS account is asked for. */
export interface AwsSteps {
	readonly steps: readonly [Step, Step];
	/** What has been answered so far. */
	readonly target: () => Pick<AwsTarget, 'profile' | 'region'>;
}

/** @param edited the target that the questions start with */
export function awsSteps(
	loadAws: LoadAws,
	edited: Pick<AwsTarget, 'profile' | 'region'> | undefined,
	regionQuestion = l10n.t('Which region is the endpoint in?'),
): AwsSteps {
	let profile = edited?.profile;
	let region = edited?.region;
	let ofProfile: string | undefined;
	return {
		steps: [
			async (place) => {
				const answer = await pick<Pick<Profile, 'name' | 'region'> | undefined>(place, {
					placeholder: l10n.t('Whose credentials? The profiles of your AWS config files'),
					choices: [defaultChain()],
					isActive: (value) => value?.name === profile && (profile !== undefined || edited !== undefined),
					load: async (show) => show(await profileChoices(loadAws)),
				});
				if (typeof answer === 'object') {
					// Another profile's region says nothing of this one's.
					region = answer.value?.name === profile ? region : undefined;
					profile = answer.value?.name;
					ofProfile = answer.value?.region;
				}
				return answer;
			},
			async (place) => {
				const answer = await pick<string>(place, {
					placeholder: regionQuestion,
					choices: regionChoices(ofProfile, region),
					isActive: (value) => value === (region ?? ofProfile),
					typed: (text) => (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text) ? { label: text, value: text } : undefined),
				});
				region = typeof answer === 'object' ? answer.value : region;
				return answer;
			},
		],
		target: () => ({
			...(profile !== undefined && { profile }),
			...(region !== undefined && { region }),
		}),
	};
}

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
};

/** The one chosen is the one stored: a profile's may change, and the environment goes before it. */
function regionChoices(ofProfile: string | undefined, before: string | undefined): Choice<string>[] {
	const first = [ofProfile, before].filter((region) => region !== undefined);
	return [...new Set([...first, ...regions])].map((region) => ({
		label: region,
		...(region === ofProfile && { description: l10n.t("the profile's") }),
		value: region,
	}));
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

/** A line that cannot be chosen, on what cannot be had and why. */
export function explain(text: string, error: unknown): QuickPickItem {
	return { ...notice(text), detail: describeProblem(toProblem(error), userLocale).message };
}

export function notice(text: string): QuickPickItem {
	return { label: `$(warning) ${text}`, alwaysShow: true };
}
