import { expect, test } from 'vitest';
import {
	createResults,
	itemStatus,
	type EvaluationResults,
	type ResultsStore,
} from '../../../src/evaluation/results.ts';
import { decodeResults, encodeResults } from '../../../src/evaluation/storedResults.ts';
import { createDigitMemory } from '../../../src/core/digitStore.ts';
import { resultsOfStatistics } from './statistics.ts';

/** All kinds of items, the last one pending. */
function mixed(keepsDigits: boolean): ResultsStore {
	const results = createResults(5, { keepsDigits, truth: Int16Array.of(1, -1, 300, 0, 2) });
	results.setDigits(0, [new Uint8Array(784).fill(7)]);
	results.setStamp(1, { mtime: 1_764_000_000_000, size: 785 });
	results.setClassified(0, [{ label: 1, probabilities: [0.1, 0.9] }], 3.25);
	results.setClassified(1, [{ label: 300 }], 4);
	results.setFailed(2, { code: 'imageBroken', format: 'png', detail: 'é {0}' });
	results.setClassified(3, [{ label: 0, probabilities: [1, 0] }], 5);
	return results;
}

/** Numbers, one of which was read anew, with fewer digits and then more. */
function ofNumbers(): ResultsStore {
	const results = createResults(3, { keepsDigits: true });
	results.setTruth(0, [0, 0, 7]);
	results.setTruth(2, [4, 2]);
	for (const digits of [[1, 2, 3], [4], [5, 6, 7, 8]]) {
		results.setDigits(
			0,
			digits.map((gray) => new Uint8Array(784).fill(gray)),
			0.75,
		);
		const probabilities = [0.5, 0.5];
		results.setClassified(
			0,
			digits.map((label) => ({ label, probabilities })),
			1,
		);
	}
	results.setClassified(2, [{ label: 4 }], 1);
	return results;
}

/** Left while a number had its digits and no answer yet. */
function leftUnanswered(): ResultsStore {
	const results = createResults(2, { keepsDigits: true });
	results.setClassified(0, [{ label: 1, probabilities: [0.25, 0.75] }], 1);
	const digits = [1, 2, 3].map((gray) => new Uint8Array(784).fill(gray));
	results.setDigits(1, digits);
	return results;
}

/** As a file has them. */
function encode(results: EvaluationResults): Uint8Array {
	return Uint8Array.from(encodeResults(results).flatMap((piece) => [...piece]));
}

/** What there is to see, without the methods. */
function contentOf({
	count,
	status,
	truth,
	predicted,
	probabilities,
	milliseconds,
	certainty,
	stamps,
	digits,
	problems,
}: EvaluationResults) {
	const rows = probabilities && {
		classes: probabilities.classes,
		values: probabilities.values.subarray(0, predicted.rowCount * probabilities.classes),
	};
	const [own, given] = [truth, predicted].map(({ starts, lengths, labels }) => ({ starts, lengths, labels }));
	return { count, status, own, given, rows, milliseconds, certainty, stamps, digits, problems };
}

test.each<[string, EvaluationResults]>([
	['of all kinds', mixed(true)],
	['without digits', mixed(false)],
	['none', createResults(0, { keepsDigits: true })],
	['none asked for yet', createResults(3, { keepsDigits: true })],
	['of 400 answers', resultsOfStatistics()],
	['of numbers', ofNumbers()],
	['left before a number was answered', leftUnanswered()],
])('results that were kept are the same: %s', (_, results) => {
	const bytes = encode(results);
	// Wherever they lie in memory.
	const moved = new Uint8Array(bytes.length + 1);
	moved.set(bytes, 1);
	for (const kept of [bytes, moved.subarray(1)]) {
		const decoded = decodeResults(kept, results.digits);
		expect(decoded && contentOf(decoded)).toEqual(contentOf(results));
	}
});

test('they can be gone on with', () => {
	const decoded = decodeResults(encode(mixed(true)), createDigitMemory(5));
	decoded?.setClassified(4, [{ label: 2, probabilities: [0.5, 0.5] }], 1);
	decoded?.setPending(2);
	expect([decoded?.status[4], decoded?.status[2], decoded?.problems.size]).toEqual([
		itemStatus.classified,
		itemStatus.pending,
		0,
	]);
});

const good = encode(mixed(true));
test.each<[string, Uint8Array]>([
	['nothing', new Uint8Array(0)],
	['a few bytes', good.subarray(0, 3)],
	['half a head', good.subarray(0, 20)],
	['cut short', good.subarray(0, -1)],
	['too long', Uint8Array.from([...good, 0])],
	['a length without end', Uint8Array.from(good, (byte, at) => (at < 4 ? 255 : byte))],
	['no JSON', Uint8Array.from(good, (byte, at) => (at === 4 ? 0 : byte))],
	['another version', new TextEncoder().encode('#\0\0\0{"version":1,"count":0,"classes":0}')],
])('what is not theirs is not read: %s', (_, bytes) => {
	expect(decodeResults(bytes, createDigitMemory(5))).toBeUndefined();
});

test('nor are they without their digits', () => {
	expect(decodeResults(good)).toBeUndefined();
});

test('they are written from where they lie in memory', () => {
	const results = mixed(true);
	const buffers = encodeResults(results).map(({ buffer }) => buffer);
	expect(buffers).toContain(results.stamps.buffer);
	expect(buffers).toContain(results.probabilities?.values.buffer);
});
