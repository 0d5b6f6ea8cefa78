import { modelBroken, modelUnsupported } from '../problems.ts';
import { isBinaryModel, readBinaryModel } from './binary.ts';
import { asFields, countOf, fieldsOf, has, numbersOf, textOf, type Fields, type Numbers } from './fields.ts';
import { readForest, type Forest } from './forest.ts';
import { readUbjson } from './ubjson.ts';

const objectives = ['multi:softprob', 'multi:softmax', 'binary:logistic'] as const;

export type Objective = (typeof objectives)[number];

/** A classifier of XGBoost's, ready for {@link predict}. */
export interface XgboostModel {
	readonly objective: Objective;
	/** At least 2. */
	readonly classCount: number;
	/** The length of a row. */
	readonly featureCount: number;
	/** What the sums start from, before any tree: one per class; one alone for `binary:logistic`. */
	readonly baseMargins: Float32Array;
	readonly forest: Forest;
}

/**
 * Reads a model file as XGBoost 1.0 to 3.x writes it, UBJSON, JSON or its old binary format, whatever its name:
 * a classifier with `gbtree` or `dart` trees and numerical splits.
 * All trees count, also those after `best_iteration`, as in `Booster.predict`.
 * @throws ProblemError `modelBroken`, `modelUnsupported`
 */
export function readXgboostModel(bytes: Uint8Array): XgboostModel {
	const learner = fieldsOf(asFields(parse(bytes), 'The model'), 'learner');
	const objective = readObjective(fieldsOf(learner, 'objective'));
	const parameters = fieldsOf(learner, 'learner_model_param');
	const featureCount = countOf(parameters, 'num_feature');
	const classCount = objective === 'binary:logistic' ? 2 : countOf(parameters, 'num_class');
	if (classCount < 2 || classCount > maximumClasses) {
		throw modelBroken(`num_class is impossible: ${classCount}`);
	}
	const groupCount = objective === 'binary:logistic' ? 1 : classCount;
	const { model, weights } = readBooster(fieldsOf(learner, 'gradient_booster'));
	return {
		objective,
		classCount,
		featureCount,
		baseMargins: readBaseMargins(textOf(parameters, 'base_score'), objective, groupCount),
		forest: readForest(model, groupCount, featureCount, weights),
	};
}

/** Far above any use; it bounds what a hostile file can make us allocate. */
const maximumClasses = 10_000;

function parse(bytes: Uint8Array): unknown {
	const [first, second] = bytes;
	if (first === undefined) {
		throw modelBroken('The file is empty');
	}
	if (first === 0x7b && second !== undefined && /[A-Za-z]/.test(String.fromCharCode(second))) {
		return readUbjson(bytes);
	}
	if (isBinaryModel(bytes)) {
		return readBinaryModel(bytes);
	}
	const start = new TextDecoder().decode(bytes.subarray(0, 16)).trimStart();
	if (!start.startsWith('{')) {
		throw modelUnsupported(describe(bytes));
	}
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch (error) {
		throw modelBroken(error instanceof Error ? error.message : String(error), error);
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

function readObjective(fields: Fields): Objective {
	const name = textOf(fields, 'name');
	const objective = objectives.find((known) => known === name);
	if (objective === undefined) {
		throw modelUnsupported(`objective ${name}`);
	}
	return objective;
}

function readBooster(booster: Fields): { model: Fields; weights?: Numbers } {
	const name = textOf(booster, 'name');
	if (name === 'dart') {
		return { model: fieldsOf(fieldsOf(booster, 'gbtree'), 'model'), weights: numbersOf(booster, 'weight_drop') };
	}
	if (name !== 'gbtree') {
		throw modelUnsupported(`booster ${name}`);
	}
	const model = fieldsOf(booster, 'model');
	// Where XGBoost 3.5 keeps those of `dart`.
	return has(model, 'weight_drop') ? { model, weights: numbersOf(model, 'weight_drop') } : { model };
}

/**
 * `base_score` is one number, or from XGBoost 3.1 a JSON array of one or of one per class. Of `multi:*` it is
 * in margins already, of `binary:logistic` a probability, which XGBoost keeps 1e-6 away from 0 and 1.
 */
function readBaseMargins(text: string, objective: Objective, groupCount: number): Float32Array {
	const scores = parseScores(text);
	if (scores.length !== 1 && scores.length !== groupCount) {
		throw modelBroken(`base_score does not fit the classes: ${text.slice(0, 200)}`);
	}
	return Float32Array.from({ length: groupCount }, (_, group) => {
		const score = scores[scores.length === 1 ? 0 : group] as number;
		return objective === 'binary:logistic' ? -Math.log(1 / Math.min(Math.max(score, 1e-6), 1 - 1e-6) - 1) : score;
	});
}

function parseScores(text: string): readonly number[] {
	try {
		const value: unknown = JSON.parse(text);
		const scores: unknown[] = Array.isArray(value) ? value : [value];
		if (scores.every((score) => typeof score === 'number')) {
			return scores;
		}
	} catch {
		// Said below.
	}
	throw modelBroken(`base_score is not a number: ${text.slice(0, 200)}`);
}
