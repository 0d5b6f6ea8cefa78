import type { JobKindName } from '../../core/job.ts';
import type { CloudWatchLogs } from '../problems.ts';

/** Of jobs on SageMaker and of what they need. `detail` is AWS's own text. */
export type JobProblem =
	/** It ended without what it was to make; `reason` is SageMaker's. */
	| {
			readonly code: 'jobFailed';
			readonly job: JobKindName;
			readonly reason: string;
			readonly logs?: CloudWatchLogs;
	  }
	/** SageMaker knows nothing of it, any more or in this account. */
	| { readonly code: 'jobNotFound'; readonly name: string }
	/** The account may not have another machine or endpoint of this kind. */
	| { readonly code: 'jobQuota'; readonly region: string; readonly detail: string }
	/** SageMaker could not take on the execution role. */
	| { readonly code: 'jobRole'; readonly role: string; readonly detail: string }
	| { readonly code: 'jobImageUnknown'; readonly region: string; readonly image: string }
	| { readonly code: 'bucketNotFound'; readonly bucket: string }
	/** It is somebody else's, or the caller may not see it: S3 does not tell which. */
	| { readonly code: 'bucketDenied'; readonly bucket: string }
	/** `region` the bucket's, where S3 tells. */
	| { readonly code: 'bucketElsewhere'; readonly bucket: string; readonly region?: string }
	| { readonly code: 'objectNotFound'; readonly uri: string }
	/** `limit` and `bytes` in bytes. */
	| { readonly code: 'objectTooLarge'; readonly uri: string; readonly bytes: number; readonly limit: number };

declare module '../../core/problem.ts' {
	interface Problems {
		readonly job: JobProblem;
	}
}
