import { AwsError, type Answer } from './http.ts';

/** What an operation fails with. */
export type OperationFaultKind = ErrorKind | NoAnswer;

export type ErrorKind =
	'accessDenied' | 'expiredToken' | 'throttled' | 'resourceLimit' | 'serviceUnavailable' | 'internalFailure';

type NoAnswer =
	/** The connection is reset before a byte of the answer. */
	| 'droppedBefore'
	/** It stays open, and nothing comes over it. */
	| 'unanswered';

/** Something that goes wrong in an operation of S3 or of SageMaker's control plane. */
export interface OperationFault {
	/** Such as `UploadPart` or `CreateTransformJob`. */
	readonly operation: string;
	/** Only where the name of the resource, or an object's key, contains it. */
	readonly nameContains?: string;
	readonly fault: OperationFaultKind;
	/** The first so many requests are spared; default: none. */
	readonly after?: number;
	/** Only so many requests meet the fault; default: all. */
	readonly times?: number;
}

/** For people who try things: what goes wrong with names that say so. */
export const scenarioFaults: readonly OperationFault[] = [
	...['CreateTrainingJob', 'CreateTransformJob', 'CreateEndpoint'].flatMap((operation): OperationFault[] => [
		{ operation, nameContains: 'quota', fault: 'resourceLimit' },
		{ operation, nameContains: 'throttled', fault: 'throttled' },
	]),
	{ operation: 'UploadPart', nameContains: 'dropped', fault: 'droppedBefore', after: 1, times: 1 },
];

/** Counts how often each fault has been met. Faults may be added to the list and taken from it at any time. */
export class Faults {
	readonly #faults: readonly OperationFault[];
	readonly #met = new WeakMap<OperationFault, number>();

	constructor(faults: readonly OperationFault[]) {
		this.#faults = faults;
	}

	/** The fault that this request meets. */
	next(operation: string, name: string): OperationFaultKind | undefined {
		for (const fault of this.#faults) {
			if (fault.operation !== operation || !name.includes(fault.nameContains ?? '')) {
				continue;
			}
			const met = this.#met.get(fault) ?? 0;
			const { after = 0, times = Infinity } = fault;
			this.#met.set(fault, met + 1);
			if (met >= after && met < after + times) {
				return fault.fault;
			}
		}
		return undefined;
	}
}

/** What happens to the connection instead of an answer. */
export function noAnswer(fault: NoAnswer): Answer {
	return { status: 200, drop: 'before', ...(fault === 'unanswered' && { delayMilliseconds: 3_600_000 }) };
}

export function isNoAnswer(fault: OperationFaultKind): fault is NoAnswer {
	return fault === 'droppedBefore' || fault === 'unanswered';
}

/** The resource of a limit, as `ml.m5.xlarge for transform job usage`. */
export function resourceLimitExceeded(limit: string): AwsError {
	return new AwsError(
		'ResourceLimitExceeded',
		400,
		`The account-level service limit '${limit}' is 0 Instances, with current utilization of 0 Instances and a request ` +
			`delta of 1 Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service ` +
			`Quotas is not available, contact AWS support to request an increase for this quota.`,
		{},
		'Message',
	);
}
