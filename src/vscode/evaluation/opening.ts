import type { Uri } from 'vscode';
import { openingView } from '../../presentation/evaluation/openingView.ts';
import type { EvaluationView } from '../../presentation/evaluation/view.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { readSettings } from '../settings.ts';
import { createRun, type EvaluationRun } from './evaluationRun.ts';
import type { KeptRuns } from './keptRuns.ts';
import { nameOfChosen, openChosen } from './openChosen.ts';

/** What was chosen while it is being found and opened. */
export class Opening {
	private readonly controller = new AbortController();
	private step: string | undefined;

	/** @param onChange told when it has come further */
	constructor(
		private readonly uris: readonly Uri[],
		private readonly locale: Locale,
		private readonly kept: KeptRuns,
		private readonly onChange: () => void,
	) {}

	get view(): EvaluationView {
		return openingView(nameOfChosen(this.uris, this.locale), this.step, this.locale);
	}

	cancel(): void {
		this.controller.abort();
	}

	/** Resolves to undefined where it was cancelled. Rejects with a `ProblemError`. */
	async open(endpoints: EndpointSource): Promise<EvaluationRun | undefined> {
		const { endpoint: endpointKey, preprocessing } = readSettings();
		const endpoint = await endpoints.chosen();
		const plan = { endpointKey, endpoint, preprocessing, labelRule: 'auto' } as const;
		return openChosen(
			this.uris,
			this.locale,
			async (source, signal, onBytes) =>
				createRun({ ...plan, source }, (id) => this.kept.digitsFor(id), signal, onBytes),
			{
				controller: this.controller,
				onStep: (step) => {
					this.step = step;
					this.onChange();
				},
			},
		);
	}
}
