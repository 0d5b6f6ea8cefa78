import { env, l10n, window, type QuickPickItem } from 'vscode';
import type { LoadAws } from '../aws/index.ts';
import type { Digit } from '../core/image.ts';
import type { EndpointRef, Prepared } from '../core/ports.ts';
import { toProblem } from '../core/problem.ts';
import { toRows } from '../core/rows.ts';
import { copyAs, formsOf, type CopyForm } from '../endpoints/sageMaker/copyAs.ts';
import { labelLinesOf } from '../presentation/labels.ts';
import type { PictureState } from '../presentation/pictureState.ts';
import { describeProblem } from '../presentation/problems/describeProblem.ts';
import type { EndpointSource } from './endpointSource.ts';
import { userLocale } from './userLocale.ts';

/** Lets the user choose a form, and puts the picture's label or its request on the clipboard in it. */
export async function copyPictureAs(
	picture: PictureState | undefined,
	{ endpoints, aws }: { readonly endpoints: EndpointSource; readonly aws: LoadAws },
): Promise<void> {
	const asked = picture && toAsked(picture);
	if (!asked) {
		return;
	}
	const config = (await endpoints.configs()).valid.find(({ name }) => name === asked.endpoint);
	const body = toRows(asked.digits, config?.type === 'restApi' ? undefined : config);

	// The other forms are calls of SageMaker, and none without the region.
	const region = config?.type === 'sageMaker' ? (asked.region ?? config.region) : undefined;
	const request = config?.type === 'sageMaker' && region !== undefined ? { ...config, region, body } : undefined;
	const forms = request ? formsOf(request, process.platform === 'win32') : (['csv'] as const);
	const runtimeUrl = async () => (await aws()).runtimeUrl(request ?? {});
	const items: (QuickPickItem & { text: () => string | Promise<string> })[] = [
		...(asked.label === undefined
			? []
			: [{ label: l10n.t('Label'), description: asked.label.replaceAll('\n', ' '), text: () => asked.label ?? '' }]),
		...forms.map((form) => ({ ...titles[form](), text: () => (request ? copyAs(form, request, runtimeUrl) : body) })),
	];
	// Even where there is one alone: nothing replaces what is on the clipboard unasked.
	const picked = await window.showQuickPick(items, {
		title: l10n.t('Copy As'),
		...(request?.asynchronous && {
			placeHolder: l10n.t(
				'By hand: put the row into S3, and give its URI to {0}',
				'aws sagemaker-runtime invoke-endpoint-async --input-location',
			),
		}),
	});
	if (!picked) {
		return;
	}
	try {
		await env.clipboard.writeText(await picked.text());
		window.setStatusBarMessage(l10n.t('Copied: {0}', picked.label), 3000);
	} catch (error) {
		void window.showErrorMessage(describeProblem(toProblem(error), userLocale).message);
	}
}

/** What was asked for a picture, of whom and where. */
interface Asked {
	readonly digits: readonly Digit[];
	readonly endpoint: string;
	readonly region?: string;
	/** What was answered. */
	readonly label?: string;
}

function toAsked(picture: PictureState): Asked | undefined {
	switch (picture.state) {
		case 'waiting':
		case 'cancelled':
			return undefined;
		case 'classified': {
			const { prepared, endpoint, sent } = picture.outcome;
			const asked = asAsked(prepared, endpoint, sent?.region);
			return asked && { ...asked, label: labelLinesOf(picture.outcome).join('\n') };
		}
		case 'failed': {
			const { prepared, endpoint, problem } = picture.outcome;
			return asAsked(prepared, endpoint, 'region' in problem ? problem.region : undefined);
		}
		case 'remembered':
			return asAsked(picture.prepared, picture.endpoint);
	}
}

function asAsked(prepared?: Prepared, endpoint?: EndpointRef, region?: string): Asked | undefined {
	return (
		prepared &&
		endpoint && {
			digits: prepared.digits.map(({ digit }) => digit),
			endpoint: endpoint.name,
			// It becomes part of an address, and may come from before a reload.
			...(region !== undefined && /^[a-z0-9-]+$/.test(region) && { region }),
		}
	);
}

const titles: Readonly<Record<CopyForm, () => { label: string; description: string }>> = {
	csv: () => ({ label: l10n.t('CSV row'), description: l10n.t('784 values, as sent') }),
	awsCli: () => ({ label: 'AWS CLI', description: 'aws sagemaker-runtime invoke-endpoint' }),
	boto3: () => ({ label: 'boto3', description: 'Python' }),
	sageMakerSdk: () => ({ label: l10n.t('{0}, version {1}', 'SageMaker Python SDK', '3'), description: 'Python' }),
	curl: () => ({ label: 'curl', description: l10n.t('signed with SigV4') }),
	awsCliPowerShell: () => ({ label: l10n.t('{0} in PowerShell', 'AWS CLI'), description: titles.awsCli().description }),
	curlPowerShell: () => ({ label: l10n.t('{0} in PowerShell', 'curl'), description: titles.curl().description }),
};
