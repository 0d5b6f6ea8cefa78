import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { JobFailure } from './jobs.ts';

export interface XgboostTraining {
	/** A folder for what is written. */
	readonly folder: string;
	/** The folder of each channel, by its name. */
	readonly channels: Readonly<Record<string, string>>;
	readonly hyperparameters: Readonly<Record<string, string>>;
	readonly image: string;
	/** Commands of which the first that has XGBoost trains. */
	readonly pythons: readonly string[];
}

/** Where a training's output goes. */
export interface TrainingOutput {
	readonly log: (message: string) => void;
	/** Is given the latest values after each round, as `validation:merror`. */
	readonly report: (metrics: Readonly<Record<string, number>>) => void;
}

const script = 'tools/sageMakerServer/controlPlane/train.py';

/** The first of these commands that is a Python with XGBoost. */
async function findXgboost(pythons: readonly string[]): Promise<string | undefined> {
	for (const python of pythons) {
		const hasXgboost = await promisify(execFile)(python, ['-c', 'import xgboost']).then(
			() => true,
			() => false,
		);
		if (hasXgboost) {
			return python;
		}
	}
	return undefined;
}

/**
 * Trains with XGBoost itself, and gives the model's file; undefined where there is no XGBoost. The working folder must be
 * the project's.
 * Rejects with a `JobFailure`, or once `signal` is aborted.
 */
export async function runXgboost(
	{ folder, channels, hyperparameters, image, pythons }: XgboostTraining,
	{ log, report }: TrainingOutput,
	signal: AbortSignal,
): Promise<string | undefined> {
	checkHyperparameters(hyperparameters, channels);
	const python = await findXgboost(pythons);
	if (python === undefined) {
		log('There is no XGBoost on this machine: the model is the committed one, and was not trained on this data.');
		return undefined;
	}
	// Later images write UBJSON, 1.7 its own binary format.
	const model = join(folder, /:3\./.test(image) ? 'model.ubj' : 'model.bin');
	const job = { train: channels['train'], validation: channels['validation'] ?? null, hyperparameters, model };
	// Threads that wait by spinning take six times as long where other programs want the processors, too.
	const env = { ...process.env, OMP_WAIT_POLICY: 'passive' };
	const child = spawn(python, [script], { signal, stdio: 'pipe', env });
	// What a Python that has ended does not read is lost, and its exit code tells.
	child.stdin.on('error', () => undefined).end(JSON.stringify(job));
	const errors: string[] = [];
	const metrics: Record<string, number> = {};
	createInterface(child.stdout).on('line', (line) => {
		log(line);
		report(Object.assign(metrics, metricsIn(line)));
	});
	createInterface(child.stderr).on('line', (line) => {
		log(line);
		errors.push(line);
	});
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) {
		throw new JobFailure(`AlgorithmError: ${errors.findLast((line) => line.trim() !== '') ?? 'killed'}, exit code: 1`);
	}
	return model;
}

/** Of `[0]#011train-merror:0.1#011validation-merror:0.2`. */
function metricsIn(line: string): Readonly<Record<string, number>> {
	const matches = line.matchAll(/(?<=#011)(\w+)-([\w@.-]+):([\d.e+-]+)/g);
	return Object.fromEntries(
		Array.from(matches, ([, channel, metric, value]) => [`${channel ?? ''}:${metric ?? ''}`, Number(value)]),
	);
}

/** The container's own checks, as far as digits meet them. */
function checkHyperparameters(
	given: Readonly<Record<string, string>>,
	channels: Readonly<Record<string, string>>,
): void {
	const fail = (message: string) => new JobFailure(`ClientError: ${message}, exit code: 1`);
	if (channels['train'] === undefined) {
		throw fail('Missing required channel: train');
	}
	if (given['num_round'] === undefined) {
		throw fail('Missing required hyperparameter: num_round');
	}
	const extraneous = Object.keys(given).find((name) => !hyperparameters.has(name));
	if (extraneous !== undefined) {
		throw fail(`Extraneous hyperparameter found: ${extraneous}`);
	}
	if (given['objective']?.startsWith('multi:') && given['num_class'] === undefined) {
		throw fail('Require input for parameter num_class for multi-classification');
	}
}

/** Of "XGBoost hyperparameters" in the developer guide. */
const hyperparameters: ReadonlySet<string> = new Set(
	(
		'num_class num_round alpha base_score booster colsample_bylevel colsample_bynode colsample_bytree ' +
		'csv_weights deterministic_histogram early_stopping_rounds eta eval_metric gamma grow_policy ' +
		'interaction_constraints lambda lambda_bias max_bin max_delta_step max_depth max_leaves min_child_weight ' +
		'monotone_constraints normalize_type nthread num_parallel_tree objective one_drop process_type rate_drop ' +
		'refresh_leaf sample_type sampling_method scale_pos_weight seed seed_per_iteration single_precision_histogram ' +
		'sketch_eps skip_drop subsample tree_method tweedie_variance_power updater use_dask_gpu_training verbosity ' +
		'_kfold _num_cv_round _tuning_objective_metric'
	).split(' '),
);
