import type { Memento, Uri } from 'vscode';
import type { LoadAws } from '../../aws/index.ts';
import type { Prepare } from '../../core/ports.ts';
import type { TestConnection } from '../connectionTest.ts';
import type { EndpointSource } from '../endpointSource.ts';
import type { MadePredictions } from '../evaluation/predictionsRun.ts';
import type { Log } from '../log.ts';
import type { NestedPrompts } from '../picker/nestedPrompts.ts';

export interface JobsDependencies {
	readonly aws: LoadAws;
	readonly nestedPrompts: NestedPrompts;
	readonly endpoints: EndpointSource;
	readonly testConnection: TestConnection;
	readonly prepare: Prepare;
	readonly log: Log;
	/** The workspace's. */
	readonly memento: Memento;
	/** Where models are kept. */
	readonly folder: Uri;
	/** Judges them in the view of evaluations. */
	readonly showPredictions: (made: MadePredictions) => Promise<void>;
}
