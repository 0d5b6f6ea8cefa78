import type { LoadAws } from '../../aws/index.ts';
import { jobUri } from '../../core/job.ts';
import type { MadePredictions } from '../evaluation/predictionsRun.ts';
import type { KeptJob } from './jobList.ts';

/** The most bytes of one file of predictions. */
const maximumBytes = 256e6;

/** What a Batch Transform has left in S3, file by file in the order of the rows; undefined of any other job. */
export async function predictionsOf(
	{ job, source, preprocessing = 'auto' }: KeptJob,
	aws: LoadAws,
): Promise<MadePredictions | undefined> {
	if (job.kind !== 'transform' || !source) {
		return undefined;
	}
	const { target, name } = job;
	const { signal } = new AbortController();
	const jobs = await (await aws()).jobs();
	return {
		source,
		preprocessing,
		name,
		async *texts() {
			for (const uri of await jobs.list(target, jobUri(job, 'predictions/'), signal)) {
				if (uri.endsWith('.out')) {
					yield new TextDecoder().decode(await jobs.download(target, uri, maximumBytes, signal));
				}
			}
		},
	};
}
