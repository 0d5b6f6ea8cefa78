import { commands, l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { preprocessings } from '../../core/normalization.ts';
import { escapeIcons } from '../../presentation/escapeIcons.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { addEndpointTitle, otherEndpoints } from '../picker/chooseOther.ts';
import { originOfSource } from './datasetSource.ts';
import type { EvaluationRun, RunPlan, RunRecord } from './evaluationRun.ts';
import type { KeptRuns } from './keptRuns.ts';
import { openRun } from './openRun.ts';

interface Choice extends QuickPickItem {
	/** Resolves to undefined where there is nothing to compare with. */
	readonly open?: () => Promise<EvaluationRun | undefined>;
}

/**
 * Lets the user choose what a run is compared with: another endpoint or other preprocessing, which have yet to run, or
 * an earlier run on the same dataset. Resolves to undefined where they leave. Rejects with a `ProblemError`.
 */
export async function chooseComparison(
	run: EvaluationRun,
	{ endpoints, kept }: { readonly endpoints: EndpointSource; readonly kept: KeptRuns },
): Promise<EvaluationRun | undefined> {
	const { source, dataset, endpoint, endpointKey, preprocessing } = run.record;
	const plan = async (change: Partial<RunPlan>): Promise<EvaluationRun | undefined> => {
		const whole = { source, endpointKey, preprocessing, labelRule: run.labelRule };
		const asked = change.endpoint ?? (await endpoints.named(endpointKey));
		return openRun({ ...whole, endpoint: asked, ...change }, kept);
	};
	const others = (await otherEndpoints(endpoint.name, endpoints)).map(({ value, ...item }): Choice => ({
		...item,
		open: async () => plan({ endpointKey: value.key, endpoint: await value.endpoint() }),
	}));
	const add: Choice = {
		label: addEndpointTitle(),
		open: async () => void (await commands.executeCommand('digitClassifier.selectEndpoint')),
	};
	const ways = preprocessings.filter((way) => dataset.facts.kind === 'pictures' && way !== preprocessing);
	const origin = originOfSource(source);
	const earlier = (await kept.list()).filter(
		(one) =>
			one.record.id !== run.record.id &&
			one.origin === origin &&
			areNumbers(one.record.dataset) === areNumbers(dataset) &&
			// Rows have no names by which they could be found in a file of others.
			(source.kind === 'pictures' || one.record.dataset.count === dataset.count),
	);
	const choices: Choice[] = [
		...group(l10n.t('Another endpoint'), others.length > 0 ? others : [add]),
		...group(
			l10n.t('Other preprocessing'),
			ways.map((way) => ({ label: way, open: async () => plan({ preprocessing: way }) })),
		),
		...group(
			l10n.t('An earlier evaluation'),
			earlier.map(({ record }) => ({
				label: escapeIcons(record.endpoint.name),
				description: dataset.facts.kind === 'pictures' ? record.preprocessing : '',
				detail: new Date(record.started).toLocaleString(),
				open: async () => kept.load(record.id),
			})),
		),
	];
	const chosen = await window.showQuickPick(choices, {
		title: l10n.t('Compare with'),
		placeHolder: l10n.t('What is to be asked about the same pictures, or was?'),
		matchOnDescription: true,
		matchOnDetail: true,
	});
	return chosen?.open?.();
}

/** Numbers are not compared with single digits of the same pictures. */
function areNumbers({ facts }: RunRecord['dataset']): boolean {
	return facts.kind === 'pictures' && facts.areNumbers;
}

function group(label: string, choices: readonly Choice[]): Choice[] {
	return choices.length > 0 ? [{ label, kind: QuickPickItemKind.Separator }, ...choices] : [];
}
