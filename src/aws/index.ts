import { lazy } from '../core/lazy.ts';
import type { Aws, AwsDependencies } from './aws.ts';

export type * from './aws.ts';
export type { Profile } from './sharedFiles.ts';
export type { Caller, Jobs, Upload, Uploads } from './jobs/jobs.ts';
export { cloudWatchUrl } from './cloudWatch.ts';

export type LoadAws = () => Promise<Aws>;

/** The AWS SDK is loaded at the first call. */
export function lazyAws(dependencies: AwsDependencies = {}): LoadAws {
	return lazy(async () => {
		const { createAws } = await import('./createAws.ts');
		return createAws(dependencies);
	});
}
