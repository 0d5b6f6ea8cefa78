import { modelBroken, modelForeign, modelUnsupported } from '../problems.ts';
import { isBinaryModel, readBinaryModel } from './binary.ts';
import { asFields, fieldsOf, has, type Fields } from './fields.ts';
import { readUbjson } from './ubjson.ts';

export type ModelFormat = 'ubjson' | 'json' | 'binary';

/** What the first bytes say; undefined of what is no model of XGBoost's. */
export function modelFormatOf(bytes: Uint8Array): ModelFormat | undefined {
	const [first, second] = bytes;
	if (first === 0x7b && second !== undefined && /[A-Za-z]/.test(String.fromCharCode(second))) {
		return 'ubjson';
	}
	if (isBinaryModel(bytes)) {
		return 'binary';
	}
	return /^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 16))) ? 'json' : undefined;
}

/**
 * A model file's document, from whatever format.
 * @throws ProblemError `modelBroken`, `modelUnsupported`, `modelForeign`
 */
export function parseModel(bytes: Uint8Array): Fields {
	if (bytes.length === 0) {
		throw modelBroken('The file is empty');
	}
	const document = parse(bytes);
	if (isDump(document)) {
		throw modelForeign('dump');
	}
	const fields = asFields(document, 'The model');
	// What Booster.save_config() writes: all parameters, and no trees.
	if (has(fields, 'learner') && has(fieldsOf(fields, 'learner'), 'learner_train_param')) {
		throw modelForeign('configuration');
	}
	return fields;
}

function parse(bytes: Uint8Array): unknown {
	switch (modelFormatOf(bytes)) {
		case 'ubjson':
			return readUbjson(bytes);
		case 'binary':
			return readBinaryModel(bytes);
		case 'json':
			return readJson(new TextDecoder().decode(bytes));
		case undefined: {
			const start = new TextDecoder().decode(bytes.subarray(0, 1000)).trimStart();
			if (/^(booster\[\d+\]:|digraph\b|0:\[|\[\s*\{\s*"(nodeid|leaf)")/.test(start)) {
				throw modelForeign('dump');
			}
			throw modelUnsupported(describe(bytes));
		}
	}
}

/** Booster.dump_model(…, dump_format="json"), of one tree or in an object. */
function isDump(document: unknown): boolean {
	return typeof document === 'object' && document !== null && 'nodeid' in document;
}

/** JSON as XGBoost writes and reads it: with `NaN` and `Infinity`, which become null and numbers that overflow. */
function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const strict = text.replace(/"(?:[^"\\]|\\.)*"|\bNaN\b|\bInfinity\b/g, (token) =>
			token === 'NaN' ? 'null' : token === 'Infinity' ? '1e999' : token,
		);
		try {
			return JSON.parse(strict);
		} catch {
			throw modelBroken(error instanceof Error ? error.message : String(error), error);
		}
	}
}

function describe(bytes: Uint8Array): string {
	if (bytes[0] === 0x80) {
		return 'a Python pickle; write it with Booster.save_model("model.ubj")';
	}
	if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
		return 'a gzip archive; unpack it first';
	}
	return 'not JSON or UBJSON; write it with Booster.save_model("model.ubj") of XGBoost 1.6 or later';
}
