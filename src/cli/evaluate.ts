import { evaluateDataset, estimateRun } from '../app/evaluateDataset.ts';
import type { Evaluation, Progress } from '../app/evaluation.ts';
import { lazyAws } from '../aws/index.ts';
import type { Endpoint } from '../core/ports.ts';
import { toProblem } from '../core/problem.ts';
import { canBeNumbers } from '../datasets/findLabels.ts';
import { digitClasses } from '../datasets/trueLabel.ts';
import { endpointKindOf, type AnyConfig } from '../endpoints/endpointKinds.ts';
import { findConfig, parseEndpointConfigs } from '../endpoints/parseConfigs.ts';
import { classCountOf } from '../evaluation/confusionMatrix.ts';
import { figuresOf } from '../evaluation/figures.ts';
import { createResults } from '../evaluation/results.ts';
import { createImageWorker } from '../imageWorker/createImageWorker.ts';
import { createThreads } from '../imageWorker/createThreads.ts';
import type { ClassifyDigits } from '../models/classifyDigits.ts';
import { classifyOnThreads } from '../modelWorker/classifyOnThreads.ts';
import { accuracyText } from '../presentation/evaluation/facts.ts';
import { judge } from '../presentation/evaluation/verdict.ts';
import { describeProblem } from '../presentation/problems/describeProblem.ts';
import { english } from './english.ts';
import { readBytes, statPath } from './nodeFiles.ts';
import { openDataset } from './openDataset.ts';
import { parseArguments, usage, UsageError, type EvaluateArguments } from './parseArguments.ts';
import { readSettings, type SettingsFile } from './readSettings.ts';
import { checkExports, writeExports } from './writeExports.ts';

/** What the program needs from its surroundings. */
export interface Surroundings {
	/** package.json's schema for an entry of `digitClassifier.endpoints`. */
	readonly entrySchema: object;
	readonly readBuiltInModel: () => Promise<Uint8Array>;
	/** A file that runs as the image worker, and as the model worker. */
	readonly workerUrl: URL;
	readonly version: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly print: (text: string) => void;
	/** For what is no result: progress, warnings. */
	readonly note: (text: string) => void;
	/** Aborted where the run is to be left; what is there is judged and written all the same. */
	readonly signal: AbortSignal;
}

/** 0: as wanted; 1: a bound is not met; 2: nothing could be judged. */
export type ExitCode = 0 | 1 | 2;

/** How often progress is told, in milliseconds. */
const noteEvery = 2000;

/** The program: evaluates as the arguments say, and tells how it went. */
export async function evaluate(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
	const { print, note, signal } = surroundings;
	try {
		const parsed = parseArguments(args);
		if (parsed === 'help') {
			print(usage);
			return 0;
		}
		await checkExports(parsed.exports);
		const evaluation = await run(parsed, surroundings);
		const figures = figuresOf(evaluation.results, evaluation.classes.length);
		const verdicts = judge(figures, parsed, english);
		const versions = { digitClassifier: surroundings.version, node: process.versions.node };
		await writeExports(parsed.exports, { evaluation, figures, verdicts, versions, locale: english });
		print(
			`${evaluation.endpoint.name} on ${evaluation.dataset.name}: ${accuracyText(figures, english) ?? 'no true labels'}\n`,
		);
		verdicts.forEach(({ isMet, text }) => print(`${isMet ? 'ok' : 'NOT MET'}: ${text}\n`));
		if (signal.aborted || figures.classified === 0) {
			note(signal.aborted ? 'The run was left before its end.\n' : 'Nothing was answered.\n');
			return 2;
		}
		return verdicts.every(({ isMet }) => isMet) ? 0 : 1;
	} catch (error) {
		if (error instanceof UsageError) {
			note(`${error.message}\n\n${usage}`);
			return 2;
		}
		if (signal.aborted) {
			note('The run was left before it began.\n');
			return 2;
		}
		const { message, detail } = describeProblem(toProblem(error), english);
		note(`${[message, detail].filter(Boolean).join('\n')}\n`);
		return 2;
	}
}

async function run(args: EvaluateArguments, surroundings: Surroundings): Promise<Evaluation> {
	const { note, signal, workerUrl } = surroundings;
	const settings = args.settings === undefined ? undefined : await readSettings(args.settings);
	const preprocessing = args.preprocessing ?? settings?.preprocessing ?? 'auto';
	const threads = createThreads(workerUrl);
	const endpoint = await makeEndpoint(args, settings, surroundings, classifyOnThreads(threads));
	const classes = endpoint.labels ?? digitClasses;
	if (args.labelRule.endsWith('Number') && !canBeNumbers(classes)) {
		throw new UsageError(`--labels ${args.labelRule} needs an endpoint whose classes are the ten digits`);
	}
	const warn = (message: string): void => note(`${message}\n`);
	const dataset = await openDataset(args.path, { classes, labelRule: args.labelRule, signal, warn });
	const { name, facts, count, labels, numbers } = dataset;
	note(`${name}: ${count} items, ${JSON.stringify(facts)}\n`);
	const results = createResults(count, { keepsDigits: true, truth: numbers ?? labels });
	if (!endpoint.isLocal) {
		const { rows, requests, bytes } = estimateRun(endpoint, results);
		note(`${endpoint.name} is sent ${rows} rows in ${requests} requests, about ${english.format.bytes(bytes)}.\n`);
	}
	const worker = createImageWorker({ workerUrl, threads });
	const started = Date.now();
	let last: Progress | undefined;
	let noted = performance.now();
	try {
		const pipeline = { prepare: worker.prepare, preprocessing, endpoint };
		for await (const { progress } of evaluateDataset(dataset, pipeline, results, signal)) {
			last = progress;
			if (performance.now() - noted >= noteEvery) {
				note(progressText(progress));
				noted = performance.now();
			}
		}
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	} finally {
		worker.dispose();
		threads.dispose();
	}
	const classCount = classCountOf(results, classes.length);
	const { idOf, nameOf } = dataset;
	return {
		dataset: { name, count, facts },
		idOf,
		nameOf,
		endpoint: { name: endpoint.name, ...(last?.sent && { sent: last.sent }) },
		preprocessing,
		classes: Array.from({ length: classCount }, (_, label) => classes[label] ?? `${label}`),
		started,
		ended: Date.now(),
		results,
	};
}

/** Rejects with a `ProblemError` or a `UsageError`. */
async function makeEndpoint(
	{ endpoint: name }: EvaluateArguments,
	settings: SettingsFile | undefined,
	{ entrySchema, readBuiltInModel, environment }: Surroundings,
	classifyElsewhere: ClassifyDigits,
): Promise<Endpoint> {
	if (name !== undefined && settings === undefined) {
		throw new UsageError('--endpoint names one of the settings, so --settings is needed');
	}
	const config: AnyConfig =
		name === undefined
			? { type: 'builtIn', name: 'built-in' }
			: findConfig(name, parseEndpointConfigs(settings?.endpoints, entrySchema));
	return endpointKindOf(config).create(config, {
		readBuiltInModel,
		classifyElsewhere,
		modelFiles: {
			stat: async (path) => statPath(path).then(({ mtimeMs, size }) => ({ mtime: mtimeMs, size })),
			readFile: readBytes,
		},
		aws: lazyAws(),
		apiKey: async () => environment.DIGIT_CLASSIFIER_API_KEY,
	});
}

function progressText({ done, failed, total, perSecond, secondsLeft }: Progress): string {
	const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`;
	return `${done} of ${total}, ${failed} failed, ${perSecond.toFixed(0)} a second${left}\n`;
}
