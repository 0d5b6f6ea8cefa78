import { askAnother } from '../../app/askAnother.ts';
import type { Endpoint, Prepare } from '../../core/ports.ts';
import type { Comparison } from '../../presentation/pictureState.ts';
import type { Log } from '../log.ts';
import { toPicture } from '../picture.ts';
import { readSettings } from '../settings.ts';
import { withComparison, type Entry } from './entries.ts';

/** An endpoint to be asked besides. */
export interface Other {
	readonly name: string;
	/** Its name in the settings. */
	readonly key: string;
	readonly endpoint: () => Promise<Endpoint>;
}

export interface CompareDependencies {
	/** Lets the user choose an endpoint besides the one of this name; resolves to none where they leave. */
	readonly chooseOther: (asked: string) => Promise<Other | undefined>;
	readonly prepare: Prepare;
	readonly log: Log;
}

/** Where the picture stands that is compared. */
export interface ComparePlace {
	readonly change: (change: (entry: Entry) => Entry) => void;
	/** Runs what can be cancelled, unless other pictures are shown meanwhile. */
	readonly run: (run: (signal: AbortSignal) => Promise<void>) => Promise<void>;
}

/** Asks another endpoint about the digits of a picture that is classified, and shows both answers. */
export async function compare(
	{ uri, name, state }: Entry,
	{ chooseOther, prepare, log }: CompareDependencies,
	{ change, run }: ComparePlace,
): Promise<void> {
	if (state.state !== 'classified') {
		return;
	}
	const { outcome } = state;
	const other = await chooseOther(outcome.endpoint.name);
	if (!other) {
		return;
	}
	const endpoint = { name: other.name };
	const show = (comparison?: Comparison) => change((entry) => withComparison(entry, outcome, comparison));
	await run(async (signal) => {
		show({ endpoint });
		try {
			const picture = toPicture(uri, readSettings().maximumFileSize);
			const parts = { endpoint: other.endpoint(), prepare };
			const came = await askAnother(picture, outcome.prepared, parts, signal);
			const answer = came.ok ? came : { endpoint, ...came };
			log.outcome(name, answer);
			show({ endpoint, outcome: answer });
		} catch (error) {
			show();
			throw error;
		}
	});
}
