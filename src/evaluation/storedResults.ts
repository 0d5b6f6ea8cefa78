import type { DigitStore } from '../core/digitStore.ts';
import { LabelRows } from '../core/labelRows.ts';
import type { Problem } from '../core/problem.ts';
import { itemStatus, restoreResults, type EvaluationResults, type ResultsParts, type ResultsStore } from './results.ts';

/** What stands before the arrays, as JSON. */
interface Head {
	/** Of this form; another one is not read. */
	readonly version: number;
	readonly count: number;
	/** Rows of the true labels, and of those that were given: see `LabelRows`. */
	readonly rows: { readonly truth: number; readonly predicted: number };
	/** Columns of the probabilities; 0: there are none. */
	readonly classes: number;
	readonly hasDigits: boolean;
	readonly problems: readonly (readonly [index: number, problem: Problem])[];
}

const version = 3;

/** Bytes of the head's length, as a little-endian integer. */
const prefix = 4;

/**
 * Results as bytes, to be kept, in pieces that follow each other: the length of the head, the head as JSON, then the
 * arrays as they are in memory, which is little-endian wherever this runs: those of {@link readParts}, in its order. They
 * are no copies. The digits, by far the most of it, are not among them, so that they need not be written whenever
 * something else has changed.
 */
export function encodeResults(results: EvaluationResults): Uint8Array[] {
	const { count, status, truth, predicted, milliseconds, certainty, stamps, probabilities, digits, problems } = results;
	const classes = probabilities?.classes ?? 0;
	const head: Head = {
		version,
		count,
		rows: { truth: truth.rowCount, predicted: predicted.rowCount },
		classes,
		hasDigits: digits !== undefined,
		problems: [...problems],
	};
	const text = new TextEncoder().encode(JSON.stringify(head));
	const length = new Uint8Array(prefix);
	new DataView(length.buffer).setUint32(0, text.length, true);
	return [
		length,
		text,
		status,
		...[truth, predicted].flatMap(({ starts, lengths, labels }) => [starts, lengths, labels]),
		milliseconds,
		certainty,
		stamps,
		...(probabilities ? [probabilities.values.subarray(0, predicted.rowCount * classes)] : []),
	].map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
}

/**
 * What {@link encodeResults} wrote; undefined where it is cut short, damaged or of another version.
 * @param digits where they were kept
 */
export function decodeResults(bytes: Uint8Array, digits?: DigitStore): ResultsStore | undefined {
	const head = readHead(bytes);
	if (!head || head.version !== version) {
		return undefined;
	}
	const { count, rows, classes, hasDigits } = head;
	const length =
		count * (1 + 2 * (4 + 2) + 4 + 4 + 2 * 8) + 2 * (rows.truth + rows.predicted) + 4 * classes * rows.predicted;
	const isWhole = bytes.length === prefix + headLength(bytes) + length;
	if (!isWhole || hasDigits !== (digits !== undefined)) {
		return undefined;
	}
	return restoreResults(readParts(bytes, head, digits));
}

function readParts(bytes: Uint8Array, { count, rows, classes, problems }: Head, digits?: DigitStore): ResultsParts {
	let at = prefix + headLength(bytes);
	const take = (length: number): ArrayBuffer => {
		const part = new Uint8Array(bytes.subarray(at, at + length));
		at += length;
		return part.buffer;
	};
	const takeLabels = (length: number): LabelRows =>
		LabelRows.restore(
			new Uint32Array(take(4 * count)),
			new Uint16Array(take(2 * count)),
			new Int16Array(take(2 * length)),
		);
	const status = new Uint8Array(take(count));
	return {
		status,
		ready: status.map((one) => (one === itemStatus.classified ? 1 : 0)),
		truth: takeLabels(rows.truth),
		predicted: takeLabels(rows.predicted),
		milliseconds: new Float32Array(take(4 * count)),
		certainty: new Float32Array(take(4 * count)),
		stamps: new Float64Array(take(2 * 8 * count)),
		probabilities:
			classes === 0 ? undefined : { classes, values: new Float32Array(take(4 * classes * rows.predicted)) },
		...(digits && { digits }),
		problems: new Map(problems),
	};
}

function headLength(bytes: Uint8Array): number {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
}

function readHead(bytes: Uint8Array): Head | undefined {
	if (bytes.length < prefix || bytes.length < prefix + headLength(bytes)) {
		return undefined;
	}
	try {
		return JSON.parse(new TextDecoder().decode(bytes.subarray(prefix, prefix + headLength(bytes)))) as Head;
	} catch {
		return undefined;
	}
}
