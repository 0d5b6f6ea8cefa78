import type { Sent } from '../core/ports.ts';
import { itemStatus, type EvaluationResults } from '../evaluation/results.ts';
import type { Progress } from './evaluation.ts';

/** The time over which the rate is taken, in milliseconds. */
const window = 10_000;

/** Follows a run. */
export interface ProgressMeter {
	/** What one call of the endpoint brought: how many items of each kind, and what left the machine. */
	add(classified: number, failed: number, sent: Sent | undefined): void;
	now(): Progress;
}

/** @param concurrency requests that may be unanswered at once, as it stands */
export function createProgressMeter(results: EvaluationResults, concurrency: () => number): ProgressMeter {
	let done = 0;
	let failed = 0;
	for (const status of results.status) {
		done += status === itemStatus.pending ? 0 : 1;
		failed += status === itemStatus.failed ? 1 : 0;
	}
	let sent: Sent | undefined;
	/** Of late, at least a tenth of the window apart; the first is no later than the window ago where it can be. */
	const marks = [{ time: performance.now(), done }];

	function mark(): void {
		const time = performance.now();
		if (time - (marks.at(-1)?.time ?? 0) >= window / 10) {
			marks.push({ time, done });
			while (marks.length > 2 && time - (marks[1]?.time ?? 0) >= window) {
				marks.shift();
			}
		}
	}

	return {
		add(classified, failures, left) {
			mark();
			done += classified + failures;
			failed += failures;
			if (left) {
				const { requests = 0, rows = 0, bytes = 0 } = sent ?? {};
				const [allRequests, allRows] = [requests + left.requests, rows + left.rows];
				sent = { ...left, requests: allRequests, rows: allRows, bytes: bytes + left.bytes };
			}
		},
		now() {
			const [first] = marks;
			const seconds = (performance.now() - (first?.time ?? 0)) / 1000;
			const perSecond = seconds > 0 ? (done - (first?.done ?? 0)) / seconds : 0;
			const left = results.count - done;
			return {
				done,
				failed,
				total: results.count,
				perSecond,
				secondsLeft: left === 0 ? 0 : perSecond > 0 ? left / perSecond : undefined,
				concurrency: concurrency(),
				sent,
			};
		},
	};
}
