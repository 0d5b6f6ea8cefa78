import type { Endpoint } from '../../../src/core/ports.ts';
import type { GrayImage } from '../../../src/core/image.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import type { Pipeline } from '../../../src/app/classifyPictures.ts';
import type { Picture } from '../../../src/app/readyPicture.ts';
import type { Outcome } from '../../../src/app/outcome.ts';

/** A picture whose one byte says the gray of its upper half. */
export function picture(name: string, gray: number): Picture {
	return { name, read: async () => Uint8Array.of(gray) };
}

export function broken(name: string): Picture {
	return {
		name,
		read: async () => {
			throw new ProblemError({ code: 'fileNotFound' });
		},
	};
}

/** Answers with the first pixel as the label, and keeps what it was asked. */
export function endpoint(maximumBatch: number, fail?: (batch: number) => Error | undefined) {
	const batches: string[][] = [];
	const answering: Endpoint = {
		name: 'test',
		needs: 'digit',
		isLocal: false,
		maximumBatch,
		async classify(samples) {
			batches.push(samples.map(({ name }) => name));
			const error = fail?.(batches.length);
			if (error) {
				throw error;
			}
			return {
				predictions: samples.map(({ digit }) => ({ label: digit[0] as number })),
				sent: { destination: 'test', requests: 1, rows: samples.length, bytes: samples.length },
			};
		},
	};
	return { answering, batches };
}

export function pipeline(answering: Endpoint, side = 28): Pipeline & { readonly endpoint: Endpoint } {
	return {
		prepare: async ([gray = 0], preprocessing) => {
			// One half is bright, since a blank picture shows no digit.
			const pixels = Uint8Array.from({ length: side * side }, (_, index) => (2 * index < side * side ? gray : 255));
			const image: GrayImage = { width: side, height: side, pixels };
			return {
				...normalize(image, preprocessing),
				picture: { format: 'png', originalWidth: side, originalHeight: side },
				times: { decode: 1, normalize: 1 },
			};
		},
		preprocessing: 'none',
		steps: false,
		endpoint: answering,
	};
}

export async function collect(outcomes: AsyncIterable<Outcome>): Promise<Outcome[]> {
	const collected: Outcome[] = [];
	for await (const outcome of outcomes) {
		collected.push(outcome);
	}
	return collected;
}

/** Resolves to nothing, ever. */
export async function never(): Promise<never> {
	return new Promise(() => undefined);
}

/** Long enough for all that does not wait for anything from outside. */
export async function settle(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 20));
}

export function manyPictures(count: number): Picture[] {
	return Array.from({ length: count }, (_, index) => picture(`${index}`, index));
}

/** Pictures that say how many of them have been read. */
export function countReads(count: number) {
	let reads = 0;
	const pictures = manyPictures(count).map(({ name, read }) => ({
		name,
		read: async () => {
			reads += 1;
			return read();
		},
	}));
	return { pictures, read: () => reads };
}
