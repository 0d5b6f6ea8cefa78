import type { ImageProblem, Problem } from '../core/problem.ts';

/** An answer that is no label. Its message goes to the caller. */
export class HttpError extends Error {
	override readonly name = 'HttpError';

	constructor(
		readonly status: keyof typeof errorCodes,
		message: string,
	) {
		super(message);
	}
}

/** Chalice's names, and names in its manner for what it has none for. */
export const errorCodes = {
	400: 'BadRequestError',
	413: 'RequestEntityTooLargeError',
	415: 'UnsupportedMediaType',
	500: 'InternalServerError',
	502: 'BadGatewayError',
	504: 'GatewayTimeoutError',
} as const;

type PictureProblem = ImageProblem | Extract<Problem, { code: 'fileEmpty' }>;

/** What is wrong with a picture is the caller's to know. */
const pictureErrors: {
	readonly [Code in PictureProblem['code']]: (
		problem: Extract<PictureProblem, { code: Code }>,
		field: string,
	) => HttpError;
} = {
	fileEmpty: (_, field) => new HttpError(400, `The field '${field}' is empty`),
	notAnImage: (_, field) => new HttpError(400, `The field '${field}' is not a picture`),
	otherFormat: ({ format }, field) => new HttpError(400, `The field '${field}' is no picture that is read: ${format}`),
	imageBroken: ({ format, detail }) => new HttpError(400, `The ${format} picture is broken: ${detail}`),
	imageUnsupported: ({ format, detail }) => new HttpError(400, `This kind of ${format} is not supported: ${detail}`),
	imageTooLarge: ({ width, height }) => new HttpError(413, `The picture has ${width} × ${height} pixels`),
	prepareTimeout: () => new HttpError(413, 'The picture takes too long to prepare'),
	prepareMemory: () => new HttpError(413, 'The picture takes too much memory to prepare'),
	notDigitSize: ({ width, height }) => new HttpError(400, `The picture is ${width} × ${height}, not 28 × 28`),
	noInk: () => new HttpError(400, 'There is no digit in the picture'),
};

/** What is wrong with anything else stands in the log. */
export function toHttpError(problem: Problem, field: string): HttpError {
	if (isPictureProblem(problem)) {
		return (pictureErrors[problem.code] as (problem: PictureProblem, field: string) => HttpError)(problem, field);
	}
	return problem.code === 'unexpected'
		? new HttpError(500, 'An internal server error occurred.')
		: new HttpError(502, `The endpoint failed: ${problem.code}`);
}

function isPictureProblem(problem: Problem): problem is PictureProblem {
	return problem.code in pictureErrors;
}
