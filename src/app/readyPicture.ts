import type { Preprocessing } from '../core/normalization.ts';
import type { Prepare, Prepared, Sample } from '../core/ports.ts';
import type { Times } from './outcome.ts';
import type { Line, Ready } from './pipe.ts';

/** A picture that can be read. */
export interface Picture {
	/** File name, without folders. */
	readonly name: string;
	/** Tells the file's size as soon as it is known. Rejects with a `ProblemError` of a `FileProblem`. */
	readonly read: (onSize?: (bytes: number) => void) => Promise<Uint8Array>;
}

export interface Preparation {
	readonly prepare: Prepare;
	/** Is told the size of a file that will come to `prepare`. */
	readonly expect?: (fileBytes: number) => void;
	readonly preprocessing: Preprocessing;
	/** Whether the steps to the digit are wanted. */
	readonly steps: boolean;
}

export interface ReadyPicture extends Ready {
	readonly prepared: Prepared;
	readonly times: Omit<Times, 'classify'>;
}

/**
 * Reads and prepares a picture, and gives the file's bytes back as soon as that is done, unless the endpoint needs
 * them. Rejects as the picture's `read` and `prepare` do.
 */
export async function readyPicture(
	{ name, read }: Picture,
	{ prepare, expect, preprocessing, steps }: Preparation,
	line: Promise<Line>,
	signal: AbortSignal,
): Promise<ReadyPicture> {
	const started = performance.now();
	const bytes = await read(expect);
	const times = { read: performance.now() - started };
	signal.throwIfAborted();
	const prepared = await prepare(bytes, preprocessing, { steps, signal });
	// Where there is no endpoint, nothing is asked for; the picture shows all the same.
	const needs = await line.then(({ endpoint }) => endpoint.needs).catch(() => 'digit');
	// Of a number, who takes pictures is to see one digit at a time.
	const isOriginal = needs === 'original' && prepared.digits.length === 1;
	const facts = { name, picture: prepared.picture, ...(isOriginal && { original: bytes }) };
	const samples = prepared.digits.map(({ digit }) => ({ ...facts, digit })) as [Sample, ...Sample[]];
	return { samples, prepared, times: { ...times, ...prepared.times } };
}
