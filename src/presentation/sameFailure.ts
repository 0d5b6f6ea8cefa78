import type { Failed } from '../app/outcome.ts';
import type { PictureState } from './pictureState.ts';
import type { Problem } from '../core/problem.ts';

/** The fields of problems that say whom they concern; the others say how this one attempt went. */
const concerned = ['profile', 'region', 'endpointName', 'name', 'host', 'url', 'path', 'action'] as const;

/** Whether what mends one failure mends the other: the same problem of the same profile, region and endpoint. */
export function isSameFailure(one: Failed, other: Failed): boolean {
	return (
		one.problem.code === other.problem.code &&
		one.endpoint?.name === other.endpoint?.name &&
		concerned.every((field) => valueOf(one.problem, field) === valueOf(other.problem, field))
	);
}

function valueOf(problem: Problem, field: (typeof concerned)[number]): unknown {
	return (problem as Partial<Record<typeof field, unknown>>)[field];
}

/** The picture itself and those that failed in the same way: what mends it for one mends it for all. */
export function indicesLike(states: readonly PictureState[], index: number): number[] {
	const failureOf = (state: PictureState | undefined) => (state?.state === 'failed' ? state.outcome : undefined);
	const failure = failureOf(states[index]);
	return [...states.keys()].filter((other) => {
		const otherFailure = failureOf(states[other]);
		return other === index || (failure && otherFailure && isSameFailure(failure, otherFailure));
	});
}
