import { env, l10n, window, type QuickPickItem } from 'vscode';
import type { Digit } from '../core/image.ts';
import type { EndpointRef, Prepared } from '../core/ports.ts';
import { toCsvRow } from '../core/csv.ts';
import { copyAs, type CopyForm } from '../endpoints/sageMaker/copyAs.ts';
import type { PictureState } from '../presentation/pictureState.ts';
import type { EndpointSource } from './endpointSource.ts';

/** Lets the user choose a form, and puts the picture's request in it on the clipboard. */
export async function copyPictureAs(picture: PictureState | undefined, source: EndpointSource): Promise<void> {
	const asked = picture && toAsked(picture);
	if (!asked) {
		return;
	}
	const config = (await source.configs()).valid.find(({ name }) => name === asked.endpoint);
	const pixelRange = config && 'pixelRange' in config ? config.pixelRange : undefined;
	const body = asked.digits.map((digit) => toCsvRow(digit, pixelRange)).join('\n');

	// The other forms are calls of SageMaker, and none without the region.
	const region = config?.type === 'sageMaker' ? (asked.region ?? config.region) : undefined;
	const request = config?.type === 'sageMaker' && region !== undefined ? { ...config, region, body } : undefined;
	const forms = request ? (Object.keys(titles) as CopyForm[]) : (['csv'] as const);
	const items = forms.map((form): QuickPickItem & { form: CopyForm } => ({ form, ...titles[form]() }));
	const picked = items.length === 1 ? items[0] : await window.showQuickPick(items, { title: l10n.t('Copy As') });
	if (!picked) {
		return;
	}
	const text = request ? copyAs(picked.form, request) : body;
	await env.clipboard.writeText(text);
	window.setStatusBarMessage(l10n.t('Copied: {0}', picked.label), 3000);
}

/** What was asked for a picture, of whom and where. */
interface Asked {
	readonly digits: readonly Digit[];
	readonly endpoint: string;
	readonly region?: string;
}

function toAsked(picture: PictureState): Asked | undefined {
	switch (picture.state) {
		case 'waiting':
		case 'cancelled':
			return undefined;
		case 'classified': {
			const { prepared, endpoint, sent } = picture.outcome;
			return asAsked(prepared, endpoint, sent?.region);
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
	curl: () => ({ label: 'curl', description: l10n.t('signed with SigV4') }),
};
