import { env, l10n, window, type QuickPickItem } from 'vscode';
import { asDigit } from '../core/image.ts';
import { toCsvRow } from '../core/csv.ts';
import { copyAs, type CopyForm } from '../endpoints/sageMaker/copyAs.ts';
import type { Card } from '../webview/classify/protocol.ts';
import type { EndpointSource } from './endpointSource.ts';

/** Lets the user choose a form, and puts the picture's request in it on the clipboard. */
export async function copyCardAs(card: Card | undefined, source: EndpointSource): Promise<void> {
	if (!card || card.state === 'waiting' || !card.digit || !card.asked) {
		return;
	}
	const digit = asDigit(new Uint8Array(Buffer.from(card.digit.base64, 'base64')));
	const { endpoint, region: askedRegion } = card.asked;
	const config = (await source.configs()).valid.find(({ name }) => name === endpoint);
	const body = toCsvRow(digit, config && 'pixelRange' in config ? config.pixelRange : undefined);

	// The other forms are calls of SageMaker, and none without the region.
	const region = config?.type === 'sageMaker' ? (askedRegion ?? config.region) : undefined;
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

const titles: Readonly<Record<CopyForm, () => { label: string; description: string }>> = {
	csv: () => ({ label: l10n.t('CSV row'), description: l10n.t('784 values, as sent') }),
	awsCli: () => ({ label: 'AWS CLI', description: 'aws sagemaker-runtime invoke-endpoint' }),
	boto3: () => ({ label: 'boto3', description: 'Python' }),
	curl: () => ({ label: 'curl', description: l10n.t('signed with SigV4') }),
};
