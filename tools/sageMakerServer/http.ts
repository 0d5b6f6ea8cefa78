import type { Readable } from 'node:stream';

/** A request as it came over the wire, without its body. */
export interface WireHead {
	readonly method: string;
	/** Still percent-encoded. */
	readonly path: string;
	/** Still percent-encoded, without the `?`. */
	readonly query: string;
	/** By lower-case name; several of one name are joined by `,`. */
	readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A request as it came over the wire, whole. */
export interface WireRequest extends WireHead {
	readonly body: Buffer;
}

/** What goes back, and how. */
export interface Answer<Body = string> {
	readonly status: number;
	/** With the `content-length` where the body is a stream or there is none, as of `HEAD`. */
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Body;
	readonly delayMilliseconds?: number;
	/** The connection is reset: `before` a byte of the answer, or `amid` its body. */
	readonly drop?: 'before' | 'amid';
}

export type StreamedAnswer = Answer<string | Readable>;

/** An error of an AWS service; each protocol has its own way of writing it down. */
export class AwsError extends Error {
	override readonly name = 'AwsError';

	constructor(
		readonly type: string,
		readonly status: number,
		message: string,
		/** Further members of the error's body. */
		readonly members: Readonly<Record<string, unknown>> = {},
		/** The JSON member that holds the message: modelled errors say `Message`, the front door `message`. */
		readonly messageMember: 'message' | 'Message' = 'message',
	) {
		super(message);
	}
}

/** An answer of the protocols that speak JSON: REST JSON (SageMaker Runtime, SSO) and, with its media type, JSON 1.1. */
export function jsonAnswer(body: unknown, mediaType = 'application/json', status = 200): Answer {
	return { status, headers: { 'content-type': mediaType }, body: JSON.stringify(body) };
}

/** An error in REST JSON: the type in a header, the message in the body. */
export function restJsonError(error: AwsError): Answer {
	return {
		status: error.status,
		headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.type },
		body: JSON.stringify({ ...error.members, [error.messageMember]: error.message }),
	};
}

/** Runs a service and writes down the `AwsError` that it throws. */
export async function orError<Body>(
	toAnswer: (error: AwsError) => Answer,
	run: () => Answer<Body> | Promise<Answer<Body>>,
): Promise<Answer<Body | string>> {
	try {
		return await run();
	} catch (error) {
		if (error instanceof AwsError) {
			return toAnswer(error);
		}
		throw error;
	}
}
