import { l10n, ProgressLocation, Uri, window } from 'vscode';
import type { LoadAws } from '../../aws/index.ts';
import { xgboostImages } from '../../aws/xgboostImages.ts';
import type { JobTarget } from '../../core/job.ts';
import type { Deployable } from '../../endpoints/modelFile/readDeployable.ts';
import { readFile } from '../files.ts';

/** The largest model that is read or brought here, in bytes. */
const maximumModelBytes = 2 ** 30;

/** The bytes of a model: of a file's URI, or of an S3 URI. Rejects with a `ProblemError`. */
export async function readModelBytes(
	uri: string,
	target: JobTarget,
	loadAws: LoadAws,
	signal: AbortSignal,
): Promise<Uint8Array> {
	if (!uri.startsWith('s3://')) {
		return readFile(Uri.parse(uri, true));
	}
	const jobs = await (await loadAws()).jobs();
	return window.withProgress(
		{ location: ProgressLocation.Notification, title: l10n.t('Reading the model from S3…') },
		async () => jobs.download(target, uri, maximumModelBytes, signal),
	);
}

/** Reads a model as the containers will; rejects with a `ProblemError` where none of them would serve it. */
export async function checkModel(bytes: Uint8Array): Promise<Deployable> {
	const { readDeployable } = await import('../../endpoints/modelFile/readDeployable.ts');
	return readDeployable(bytes, xgboostImages);
}
