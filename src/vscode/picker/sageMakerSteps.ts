import { l10n, type QuickPickItem } from 'vscode';
import type { EndpointSummary, LoadAws } from '../../aws/index.ts';
import type { SageMakerConfig } from '../../endpoints/sageMaker/config.ts';
import { awsSteps, explain, notice } from './awsSteps.ts';
import { pick, withoutKeys, type Choice, type KindSteps } from './steps.ts';

/** An endpoint of the user's account: whose credentials, which region, which endpoint. */
export function sageMakerSteps(loadAws: LoadAws, edited?: SageMakerConfig): KindSteps<SageMakerConfig> {
	const { steps, target } = awsSteps(loadAws, edited);
	let endpointName = edited?.endpointName ?? '';
	const known = () => (endpointName === '' ? [] : [{ label: endpointName, value: endpointName }]);
	return {
		title: l10n.t('Add SageMaker Endpoint'),
		startOver: l10n.t('Choose another profile…'),
		steps: () => [
			...steps,
			async (place) => {
				const answer = await pick<string>(place, {
					placeholder: l10n.t('Choose the endpoint, or type its name'),
					choices: known(),
					isActive: (name) => name === endpointName,
					load: async (show, signal) =>
						showEndpoints(show, (await loadAws()).listInServiceEndpoints(target(), signal), known(), signal),
					typed: (text) =>
						endpointNames.test(text) ? { label: text, description: l10n.t('use this name'), value: text } : undefined,
				});
				endpointName = typeof answer === 'object' ? answer.value : endpointName;
				return answer;
			},
		],
		config: () => ({
			...withoutKeys(edited, 'name', 'profile', 'region', 'endpointName'),
			type: 'sageMaker',
			endpointName,
			...target(),
		}),
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

type Shown = Choice<string> | QuickPickItem;

/** Page by page; where they cannot be listed, says why and leaves the typed name. */
async function showEndpoints(
	show: (choices: readonly Shown[]) => void,
	pages: AsyncIterable<readonly EndpointSummary[]>,
	known: readonly Choice<string>[],
	signal: AbortSignal,
): Promise<void> {
	const listed: Choice<string>[] = [];
	const all = () => [...known.filter(({ label }) => !listed.some((other) => other.label === label)), ...listed];
	try {
		for await (const page of pages) {
			listed.push(...page.map(({ name }) => ({ label: name, value: name })));
			show(all());
		}
		if (listed.length === 0) {
			const none = l10n.t('No endpoint is in service in this region. Go back for another one, or type a name.');
			show([notice(none), ...known]);
		}
	} catch (error) {
		if (!signal.aborted) {
			show([explain(l10n.t('The endpoints cannot be listed: type the name'), error), ...all()]);
		}
	}
}
