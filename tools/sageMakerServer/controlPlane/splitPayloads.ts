import { AwsError } from '../http.ts';

export interface SplitOptions {
	/** Whether records are lines; else the whole is one record. */
	readonly byLine: boolean;
	/** Whether each record is sent alone. */
	readonly single: boolean;
	readonly maximumBytes: number;
}

const newline = 0x0a;

/**
 * The payloads of Batch Transform: as many whole records as fit, or each record alone.
 * @throws AwsError of a record that is too large
 */
export async function* splitPayloads(
	content: AsyncIterable<Buffer>,
	{ byLine, single, maximumBytes }: SplitOptions,
): AsyncGenerator<Buffer> {
	let payload: Buffer[] = [];
	let size = 0;
	for await (const record of byLine ? splitLines(content, maximumBytes) : joinAll(content, maximumBytes)) {
		if (record.length > maximumBytes) {
			throw tooLarge(maximumBytes);
		}
		if (size > 0 && (single || size + record.length > maximumBytes)) {
			yield Buffer.concat(payload);
			payload = [];
			size = 0;
		}
		payload.push(record);
		size += record.length;
	}
	if (size > 0) {
		yield Buffer.concat(payload);
	}
}

/** Lines with their ends. */
async function* splitLines(content: AsyncIterable<Buffer>, maximumBytes: number): AsyncGenerator<Buffer> {
	let rest: Buffer[] = [];
	let length = 0;
	for await (const chunk of content) {
		let start = 0;
		for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
			yield Buffer.concat([...rest, chunk.subarray(start, end + 1)]);
			rest = [];
			length = 0;
			start = end + 1;
		}
		rest.push(chunk.subarray(start));
		length += chunk.length - start;
		if (length > maximumBytes) {
			throw tooLarge(maximumBytes);
		}
	}
	if (length > 0) {
		yield Buffer.concat(rest);
	}
}

async function* joinAll(content: AsyncIterable<Buffer>, maximumBytes: number): AsyncGenerator<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of content) {
		chunks.push(chunk);
		length += chunk.length;
		if (length > maximumBytes) {
			throw tooLarge(maximumBytes);
		}
	}
	yield Buffer.concat(chunks);
}

function tooLarge(maximumBytes: number): AwsError {
	const megabytes = maximumBytes / 1024 / 1024;
	return new AwsError(
		'ClientError',
		400,
		`Max payload size exceeded: a record is larger than MaxPayloadInMB, ${megabytes}`,
	);
}
