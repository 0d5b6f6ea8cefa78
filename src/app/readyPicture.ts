import type { Preprocessing } from '../core/normalization.ts';
import type { LocalFile } from '../core/files.ts';
import type { Prepare, Prepared, Sample } from '../core/ports.ts';
import type { Times } from './outcome.ts';
import type { Line, Ready } from './pipe.ts';

/** A picture that can be read. */
export interface Picture {
	/** File name, without folders. */
	readonly name: string;
	/** Rejects with a `ProblemError` of a `FileProblem`. */
	readonly read: () => Promise<Uint8Array>;
	/** Absent where it is no file of this machine. */
	readonly file?: LocalFile | undefined;
}

export interface Preparation {
	readonly prepare: Prepare;
	readonly preprocessing: Preprocessing;
	/** Whether the steps to the digit are wanted. */
	readonly steps: boolean;
}

export interface ReadyPicture extends Ready {
	readonly prepared: Prepared;
	readonly times: Omit<Times, 'classify'>;
}

/**
 * Has a picture read and prepared. Its bytes are held no longer than that takes, unless the endpoint needs them; those
 * of a file of this machine are perhaps not held here at all. Rejects as the picture's `read` and `prepare` do.
 */
export async function readyPicture(
	picture: Picture,
	preparation: Preparation,
	line: Promise<Line>,
	signal: AbortSignal,
): Promise<ReadyPicture> {
	const { prepared, times, bytes } = await readAndPrepare(picture, preparation, signal);
	// Where there is no endpoint, nothing is asked for; the picture shows all the same.
	const needs = await line.then(({ endpoint }) => endpoint.needs).catch(() => 'digit');
	// Of a number, who takes pictures is to see one digit at a time.
	const isOriginal = needs === 'original' && prepared.digits.length === 1;
	const facts = {
		name: picture.name,
		picture: prepared.picture,
		...(isOriginal && { original: bytes ?? (await picture.read()) }),
	};
	const samples = prepared.digits.map(({ digit }) => ({ ...facts, digit })) as [Sample, ...Sample[]];
	return { samples, prepared, times };
}

/** Rejects as the picture's `read` and `prepare` do. */
export async function readAndPrepare(
	{ read, file }: Picture,
	{ prepare, preprocessing, steps }: Preparation,
	signal: AbortSignal,
): Promise<Pick<ReadyPicture, 'prepared' | 'times'> & { readonly bytes?: Uint8Array }> {
	const options = { steps, signal };
	if (file && prepare.file) {
		const prepared = await prepare.file(file, preprocessing, options);
		return { prepared, times: prepared.times };
	}
	const started = performance.now();
	const bytes = await read();
	const times = { read: performance.now() - started };
	signal.throwIfAborted();
	const prepared = await prepare(bytes, preprocessing, options);
	return { prepared, times: { ...prepared.times, ...times }, bytes };
}
