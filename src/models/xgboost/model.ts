import { giveBack } from '../../core/giveBack.ts';
import { modelBroken, modelUnsupported } from '../problems.ts';
import { countOf, fieldsOf, has, numbersOf, textOf, type Fields, type Numbers } from './fields.ts';
import { readForest, sawMissing } from './forest.ts';
import { packForest, type PackedForest } from './packForest.ts';
import { modelFormatOf, parseModel } from './parse.ts';
import { readersOf, type Readers } from './readers.ts';

const objectives = ['multi:softprob', 'multi:softmax', 'binary:logistic', 'binary:logitraw', 'binary:hinge'] as const;

export type Objective = (typeof objectives)[number];

/** A classifier of XGBoost's, ready for {@link predict}. */
export interface XgboostModel {
	readonly objective: Objective;
	/** At least 2. */
	readonly classCount: number;
	/** The length of a row. */
	readonly featureCount: number;
	/** What the sums start from, before any tree: one per class; one alone for `binary:*`. */
	readonly baseMargins: Float32Array;
	readonly forest: PackedForest;
	/** Whether it was trained on rows in which values were missing. */
	readonly sawMissing: boolean;
	/** Which versions of XGBoost read its file. */
	readonly readers: Readers;
}

/**
 * Reads a model file as XGBoost 0.90 to 3.x writes it, UBJSON, JSON or its old binary format, whatever its name:
 * a classifier with `gbtree` or `dart` trees and numerical splits.
 * Where training was stopped early, the trees up to `best_iteration` count, as to SageMaker's container and to
 * scikit-learn's wrapper.
 * @throws ProblemError `modelBroken`, `modelUnsupported`, `modelForeign`
 */
export function readXgboostModel(bytes: Uint8Array): XgboostModel {
	const document = parseModel(bytes);
	const learner = fieldsOf(document, 'learner');
	const objective = readObjective(fieldsOf(learner, 'objective'));
	const parameters = fieldsOf(learner, 'learner_model_param');
	const featureCount = countOf(parameters, 'num_feature');
	const isBinary = objective.startsWith('binary:');
	const classCount = isBinary ? 2 : countOf(parameters, 'num_class');
	if (classCount < 2 || classCount > maximumClasses) {
		throw modelBroken(`num_class is impossible: ${classCount}`);
	}
	const groupCount = isBinary ? 1 : classCount;
	const { model, weights, hasMovedWeights } = readBooster(fieldsOf(learner, 'gradient_booster'));
	const baseScore = textOf(parameters, 'base_score');
	const limit = readTreeLimit(learner, model, groupCount);
	const forest = readForest(model, groupCount, featureCount, weights, limit);
	const packed = packForest(forest, featureCount);
	const hasSeenMissing = sawMissing(forest);
	giveBack(forest.nodes, forest.values);
	return {
		objective,
		classCount,
		featureCount,
		baseMargins: readBaseMargins(baseScore, groupCount, marginOf(objective, document)),
		forest: packed,
		sawMissing: hasSeenMissing,
		readers: readersOf(modelFormatOf(bytes) ?? 'json', { hasBaseScores: baseScore.startsWith('['), hasMovedWeights }),
	};
}

/** Far above any use; it bounds what a hostile file can make us allocate. */
const maximumClasses = 10_000;

function readObjective(fields: Fields): Objective {
	const name = textOf(fields, 'name');
	const objective = objectives.find((known) => known === name);
	if (objective === undefined) {
		throw modelUnsupported(`objective ${name}`);
	}
	return objective;
}

/** How many trees count. A round has `num_parallel_tree` of them for each class; `best_ntree_limit` counts a class's. */
function readTreeLimit(learner: Fields, model: Fields, groupCount: number): number {
	const attributes = has(learner, 'attributes') ? fieldsOf(learner, 'attributes') : {};
	const number = (fields: Fields, name: string): number | undefined =>
		has(fields, name) && /^\d{1,9}$/.test(String(fields[name])) ? Number(fields[name]) : undefined;
	const parameters = has(model, 'gbtree_model_param') ? fieldsOf(model, 'gbtree_model_param') : {};
	const parallel = number(parameters, 'num_parallel_tree');
	const best = number(attributes, 'best_iteration');
	const perClass =
		best !== undefined && parallel !== undefined
			? (best + 1) * parallel
			: (number(attributes, 'best_ntree_limit') ?? (best === undefined ? undefined : best + 1));
	return perClass === undefined || perClass === 0 ? Infinity : perClass * groupCount;
}

function readBooster(booster: Fields): { model: Fields; weights?: Numbers; hasMovedWeights: boolean } {
	const name = textOf(booster, 'name');
	if (name === 'dart') {
		const model = fieldsOf(fieldsOf(booster, 'gbtree'), 'model');
		return { model, weights: numbersOf(booster, 'weight_drop'), hasMovedWeights: false };
	}
	if (name !== 'gbtree') {
		throw modelUnsupported(`booster ${name}`);
	}
	const model = fieldsOf(booster, 'model');
	// Where XGBoost 3.3, and from 3.4 on, keep those of `dart`.
	const holder = [booster, model].find((fields) => has(fields, 'weight_drop'));
	return holder
		? { model, weights: numbersOf(holder, 'weight_drop'), hasMovedWeights: true }
		: { model, hasMovedWeights: false };
}

/**
 * What makes a margin of a base score. That of `binary:logistic` is a probability, which XGBoost keeps 1e-6 away from
 * 0 and 1, as was that of `binary:logitraw` before 1.4; all others are margins, and all in the files of before 1.0.
 */
function marginOf(objective: Objective, document: Fields): (score: number) => number {
	const version = has(document, 'version') ? numbersOf(document, 'version') : [];
	const [major, minor] = [0, 1].map((index) => (index < version.length ? (version.at(index) as number) : 9));
	const isProbability =
		objective === 'binary:logistic' || (objective === 'binary:logitraw' && major === 1 && (minor as number) < 4);
	return isProbability && major !== 0
		? (score) => -Math.log(1 / Math.min(Math.max(score, 1e-6), 1 - 1e-6) - 1)
		: (score) => score;
}

/** `base_score` is one number, or from XGBoost 3.1 a JSON array of one or of one per class. */
function readBaseMargins(text: string, groupCount: number, marginOf: (score: number) => number): Float32Array {
	const scores = parseScores(text);
	if (scores.length !== 1 && scores.length !== groupCount) {
		throw modelBroken(`base_score does not fit the classes: ${text.slice(0, 200)}`);
	}
	return Float32Array.from({ length: groupCount }, (_, group) =>
		marginOf(scores[scores.length === 1 ? 0 : group] as number),
	);
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
