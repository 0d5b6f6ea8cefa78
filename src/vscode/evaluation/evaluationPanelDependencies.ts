import type { Uri } from 'vscode';
import type { Prepare } from '../../core/ports.ts';
import type { Versions } from '../../presentation/evaluation/jsonExport.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { EndpointSource } from '../endpointSource.ts';
import type { TransformedDataset } from '../jobs/startTransform.ts';
import type { Log } from '../log.ts';
import type { MemoryFiles } from '../memoryFiles.ts';

export interface EvaluationPanelDependencies {
	readonly extensionUri: Uri;
	/** Where runs are kept; none where no workspace is open. */
	readonly storageUri: Uri | undefined;
	readonly versions: Versions;
	readonly locale: Locale;
	readonly log: Log;
	readonly endpoints: EndpointSource;
	readonly prepare: Prepare;
	/** Starts a thread ahead of the first digits. */
	readonly warmUp: () => Promise<void>;
	readonly memoryFiles: MemoryFiles;
	/** Shows the cards of pictures. */
	readonly classify: (uris: readonly Uri[]) => Promise<void>;
	/** Starts one, or does either half of it by hand. */
	readonly batchTransform: (dataset: TransformedDataset) => Promise<void>;
}
