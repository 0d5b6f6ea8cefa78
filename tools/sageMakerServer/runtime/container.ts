import type { Answer } from '../http.ts';
import { parseCsv, parseLibsvm } from './parseRows.ts';
import { pythonFloat, pythonList } from './python.ts';

/** The probabilities of a row's classes; the row has the model's number of features, missing ones are NaN. */
export interface Predict {
	(row: Float32Array): ArrayLike<number>;
	/** Those of many rows, where that is quicker than one by one. */
	readonly rows?: (rows: readonly Float32Array[]) => readonly ArrayLike<number>[];
}

export type SelectableOutput =
	'predicted_label' | 'probability' | 'probabilities' | 'labels' | 'raw_score' | 'raw_scores';

/** How SageMaker's XGBoost container (algorithm mode) is set up. */
export interface ContainerOptions {
	/** Default `multi:softmax`; of selectable inference all outputs, as if it had them. */
	readonly objective?: 'multi:softmax' | 'multi:softprob';
	/** `oneLine` as images 1.0-1 and 1.2-1 and multi-model containers answer: all rows on one line, lists in brackets. */
	readonly rows?: 'lines' | 'oneLine';
	/** `SAGEMAKER_INFERENCE_OUTPUT`: selectable inference, with these outputs in this order. */
	readonly inferenceOutput?: readonly SelectableOutput[];
	/** `MAX_CONTENT_LENGTH`, in bytes; default 6 MiB. */
	readonly maximumContentLength?: number;
	/** Of the model; default 784. */
	readonly featureCount?: number;
	readonly predict: Predict;
}

const csv = 'text/csv; charset=utf-8';
const contentTypes = ['text/csv', 'text/libsvm', 'text/x-libsvm', 'application/x-recordio-protobuf'];
const acceptTypes = ['application/json', 'application/jsonlines', 'application/x-recordio-protobuf', 'text/csv'];

/** What the container answers to `POST /invocations`; CSV and libsvm requests are evaluated. */
export function invokeContainer(
	request: { readonly contentType?: string; readonly accept?: string; readonly body: Buffer },
	options: ContainerOptions,
): Answer {
	if (request.body.length > (options.maximumContentLength ?? 6 * 1024 * 1024)) {
		return html(413, 'Request Entity Too Large', 'The data value transmitted exceeds the capacity limit.');
	}
	if (request.body.length === 0) {
		return { status: 204, headers: { 'content-type': 'text/html; charset=utf-8' } };
	}
	const contentType = mediaType(request.contentType) || 'text/csv';
	const isLibsvm = contentType === 'text/libsvm' || contentType === 'text/x-libsvm';
	if (contentType !== 'text/csv' && !isLibsvm) {
		return text(
			415,
			`Content type ${contentType} is not supported. Please use supported content types: ${quoted(contentTypes)}`,
		);
	}
	const parsed = (isLibsvm ? parseLibsvm : parseCsv)(request.body.toString('utf8').trim());
	if (typeof parsed === 'string') {
		const format = isLibsvm ? 'libsvm' : 'csv';
		return text(
			415,
			`Loading ${format} data failed with Exception, please ensure data is in ${format} format:\n ${parsed}`,
		);
	}
	const { featureCount = 784, predict } = options;
	const features = Math.max(...parsed.map((row) => row.length));
	if (features > featureCount) {
		return text(
			400,
			`Unable to evaluate payload provided: [00:00:00] /workspace/src/learner.cc:1426: Check failed: ` +
				`learner_model_param_.num_feature >= p_fmat->Info().num_col_ (${featureCount} vs. ${features}) : ` +
				`Number of columns does not match number of features in booster.\nStack trace:\n  [bt] (0) libxgboost.so`,
		);
	}
	const accept = mediaType(request.accept);
	const wanted = accept === '' || accept === '*/*' ? 'text/csv' : accept;
	if (!acceptTypes.includes(wanted)) {
		return text(
			406,
			`Accept type ${accept} is not supported. Please use supported accept types: ${quoted(acceptTypes)}`,
		);
	}
	const rows = parsed.map((row) => fillUp(row, featureCount));
	const predicted = predict.rows?.(rows) ?? rows.map((row) => predict(row));
	return encode(predicted.map(toOutput), wanted, options);
}

interface Output {
	readonly label: number;
	readonly probabilities: readonly number[];
}

/** A short row is what it is to XGBoost: the features at its end are missing. */
function fillUp(row: Float32Array, featureCount: number): Float32Array {
	const features = new Float32Array(featureCount).fill(NaN);
	features.set(row);
	return features;
}

function toOutput(predicted: ArrayLike<number>): Output {
	const probabilities = Array.from(predicted, Math.fround);
	return { label: probabilities.indexOf(Math.max(...probabilities)), probabilities };
}

function encode(outputs: readonly Output[], accept: string, options: ContainerOptions): Answer {
	if (options.inferenceOutput) {
		return encodeSelected(outputs, accept, options.inferenceOutput, options.objective);
	}
	const softprob = options.objective === 'multi:softprob';
	const score = ({ label, probabilities }: Output) => (softprob ? pythonList(probabilities) : pythonFloat(label));
	switch (accept) {
		case 'application/json': {
			const scores = outputs.map((output) => `{"score": ${score(output)}}`);
			return { status: 200, headers: { 'content-type': accept }, body: `{"predictions": [${scores.join(', ')}]}` };
		}
		case 'text/csv': {
			if (options.rows === 'oneLine') {
				return { status: 200, headers: { 'content-type': csv }, body: outputs.map(score).join(',') };
			}
			const lines = outputs.map(({ label, probabilities }) =>
				(softprob ? probabilities : [label]).map(pythonFloat).join(','),
			);
			return { status: 200, headers: { 'content-type': csv }, body: lines.map((line) => `${line}\n`).join('') };
		}
		default:
			return internalServerError();
	}
}

function encodeSelected(
	outputs: readonly Output[],
	accept: string,
	selected: readonly SelectableOutput[],
	objective: ContainerOptions['objective'],
): Answer {
	const rows = outputs.map((output) => selectable(output, objective, accept === 'text/csv' ? 'nan' : 'NaN'));
	const objects = rows.map((row) => `{${selected.map((name) => `"${name}": ${row[name]}`).join(', ')}}`);
	switch (accept) {
		case 'application/json':
			return { status: 200, headers: { 'content-type': accept }, body: `{"predictions": [${objects.join(', ')}]}` };
		case 'application/jsonlines':
			return { status: 200, headers: { 'content-type': accept }, body: objects.join('\n') };
		case 'text/csv': {
			const lines = rows.map((row) => selected.map((name) => quoteList(row[name])).join(','));
			return { status: 200, headers: { 'content-type': csv }, body: lines.join('\n') };
		}
		default:
			return internalServerError();
	}
}

/** As `get_selected_predictions` prints them: what an objective has not is NaN; of softmax the score is the label. */
function selectable(
	{ label, probabilities }: Output,
	objective: ContainerOptions['objective'],
	none: string,
): Readonly<Record<SelectableOutput, string>> {
	const isSoftmax = objective === 'multi:softmax';
	const probability = pythonFloat(probabilities[label] as number);
	return {
		predicted_label: objective === 'multi:softprob' ? `${label}` : pythonFloat(label),
		labels: `[${probabilities.map((_, index) => index).join(', ')}]`,
		probability: isSoftmax ? none : probability,
		probabilities: isSoftmax ? none : pythonList(probabilities),
		raw_score: isSoftmax ? pythonFloat(label) : probability,
		raw_scores: pythonList(isSoftmax ? [1 - label, label] : probabilities),
	};
}

function quoteList(value: string): string {
	return value.startsWith('[') ? `"${value}"` : value;
}

function mediaType(header: string | undefined): string {
	return (header ?? '').split(';')[0]?.trim() ?? '';
}

/** A list of strings as Python prints it. */
function quoted(values: readonly string[]): string {
	return `[${values.map((value) => `'${value}'`).join(', ')}]`;
}

function text(status: number, body: string): Answer {
	return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function internalServerError(): Answer {
	return html(
		500,
		'Internal Server Error',
		'The server encountered an internal error and was unable to complete your request. ' +
			'Either the server is overloaded or there is an error in the application.',
	);
}

/** As Flask writes its own errors. */
function html(status: number, title: string, sentence: string): Answer {
	return text(
		status,
		`<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`,
	);
}
