import { randomUUID } from 'node:crypto';
import { Uri } from 'vscode';
import type { Evaluation, EvaluatedEndpoint, Progress } from '../../app/evaluation.ts';
import { evaluateDataset } from '../../app/evaluateDataset.ts';
import type { Dataset, DatasetFacts, LabelRule } from '../../core/dataset.ts';
import type { DigitStore } from '../../core/digitStore.ts';
import type { Preprocessing } from '../../core/normalization.ts';
import type { Endpoint, Prepare } from '../../core/ports.ts';
import { PictureFiles, type PictureFile } from '../../datasets/pictureFiles.ts';
import { picturesNamed } from '../../datasets/pictures.ts';
import { digitClasses } from '../../datasets/trueLabel.ts';
import { classCountOf } from '../../evaluation/confusionMatrix.ts';
import { createResults, type ResultsStore } from '../../evaluation/results.ts';
import { filesOfDataFile, type OnBytes } from '../dataFile.ts';
import { readStamp } from '../panel/watchFiles.ts';
import type { FileStamp } from '../../core/files.ts';
import { openPictureSource, openSource, uriOfPicture, type DatasetSource, type OnStamp } from './datasetSource.ts';

/** A run as plain data, without its results. */
export interface RunRecord {
	readonly id: string;
	readonly source: DatasetSource;
	readonly dataset: { readonly name: string; readonly count: number; readonly facts: DatasetFacts };
	/** The endpoint's name in the settings. */
	readonly endpointKey: string;
	readonly endpoint: EvaluatedEndpoint;
	/** The endpoint's names of the classes, or the digits. */
	readonly classes: readonly string[];
	readonly preprocessing: Preprocessing;
	/** Of a file of many digits: of it and of those beside that may have its labels, as they were when it was opened. */
	readonly stamps?: readonly (FileStamp | 'none' | undefined)[];
	/** Milliseconds since 1970. */
	readonly started: number;
	readonly ended: number;
}

/** An endpoint on a dataset: its record and its results, which are filled while it runs. */
export class EvaluationRun {
	/** Of the run now; undefined unless it runs. */
	private controller: AbortController | undefined;
	progress: Progress | undefined;
	/** Whether it was made and not loaded. */
	readonly isNew: boolean;
	/** Of pictures. */
	private pictures: PictureFiles | undefined;

	constructor(
		record: RunRecord,
		readonly results: ResultsStore,
		private dataset?: Dataset,
	) {
		this.current = record;
		this.isNew = dataset !== undefined;
	}

	private current: RunRecord;
	private readonly onStamp: OnStamp = (index, stamp) => this.results.setStamp(index, stamp);

	get record(): RunRecord {
		return this.current;
	}

	get labelRule(): LabelRule {
		const { facts } = this.current.dataset;
		return facts.kind === 'pictures' ? facts.labelRule : 'auto';
	}

	get isRunning(): boolean {
		return this.controller !== undefined;
	}

	get evaluation(): Evaluation {
		const { source, classes, ...record } = this.current;
		const count = classCountOf(this.results, classes.length);
		const { idOf, nameOf } = namesOf(source, this.files);
		return {
			dataset: record.dataset,
			idOf,
			nameOf,
			endpoint: record.endpoint,
			preprocessing: record.preprocessing,
			classes: Array.from({ length: count }, (_, label) => classes[label] ?? `${label}`),
			started: record.started,
			ended: record.ended,
			results: this.results,
		};
	}

	cancel(): void {
		this.controller?.abort();
	}

	/** These are to be asked again by the next run. */
	forget(indexes: Iterable<number>): void {
		for (const index of [...indexes]) {
			this.results.setPending(index);
		}
	}

	/** The files of pictures as they are now; undefined where all items are from one file. */
	get files(): PictureFiles | undefined {
		const { source } = this.current;
		return source.kind === 'pictures' ? (this.pictures ??= new PictureFiles(source.groups)) : undefined;
	}

	/** By its index: what the file of a picture, or a file of many digits or of their labels, was when it was read. */
	stampOf(index: number): FileStamp | 'none' | undefined {
		if (this.current.source.kind === 'file') {
			return this.current.stamps?.[index];
		}
		const { stamps } = this.results;
		const mtime = stamps[2 * index] ?? NaN;
		const size = stamps[2 * index + 1] ?? NaN;
		return Number.isNaN(mtime) ? undefined : { mtime, size };
	}

	/** The picture is in another place now, and its true label another one. */
	setFile(index: number, file: PictureFile, label: number): void {
		const { source } = this.current;
		if (source.kind === 'pictures') {
			this.pictures = (this.pictures ?? new PictureFiles(source.groups)).with(index, file);
			this.current = { ...this.current, source: { ...source, groups: this.pictures.groups } };
			this.results.setTruth(index, [label]);
			this.dataset = undefined;
		}
	}

	/**
	 * Reads the true labels of pictures anew, by another rule. Whether what was answered is of no use for these: then all is
	 * to be asked again.
	 */
	setLabelRule(rule: LabelRule): boolean {
		const { source, classes, dataset: before } = this.current;
		let isOther = false;
		if (source.kind === 'pictures') {
			const dataset = openPictureSource(source, { classes, labelRule: rule, onStamp: this.onStamp });
			const { labels, numbers, facts } = dataset;
			labels.forEach((label, index) => this.results.setTruth(index, numbers?.of(index) ?? [label]));
			isOther = before.facts.kind === 'pictures' && before.facts.areNumbers !== facts.areNumbers;
			this.forget(isOther ? labels.keys() : []);
			this.dataset = dataset;
			this.current = { ...this.current, dataset: { ...before, facts } };
		}
		return isOther;
	}

	/**
	 * Asks for all that is pending. Resolves when it has ended or was cancelled; rejects with a `ProblemError` where the
	 * dataset cannot be read.
	 * @param onUpdate is told of every step
	 */
	async run(endpoint: Endpoint, prepare: Prepare, onUpdate: () => void): Promise<void> {
		if (this.controller) {
			return;
		}
		const controller = new AbortController();
		const { signal } = controller;
		this.controller = controller;
		try {
			const { source, classes, preprocessing } = this.current;
			this.dataset ??= await openSource(source, { classes, labelRule: this.labelRule, onStamp: this.onStamp, signal });
			const pipeline = { prepare, preprocessing, endpoint, onReady: onUpdate };
			for await (const { progress } of evaluateDataset(this.dataset, pipeline, this.results, signal)) {
				this.progress = progress;
				const { sent } = progress;
				this.current = { ...this.current, ended: Date.now(), ...(sent && { endpoint: { name: endpoint.name, sent } }) };
				onUpdate();
			}
		} catch (error) {
			if (!signal.aborted) {
				throw error;
			}
		} finally {
			this.controller = undefined;
			this.progress = undefined;
		}
	}
}

/** Who is asked about what, and how. */
export interface RunPlan {
	readonly source: DatasetSource;
	/** The endpoint's name in the settings. */
	readonly endpointKey: string;
	readonly endpoint: Endpoint;
	readonly preprocessing: Preprocessing;
	readonly labelRule: LabelRule;
}

/**
 * A run that has yet to begin. Rejects as {@link openSource} does.
 * @param digitsFor where its digits are kept; undefined: in memory
 */
export async function createRun(
	{ source, endpointKey, endpoint: { name, labels = digitClasses }, preprocessing, labelRule }: RunPlan,
	digitsFor: (id: string) => DigitStore | undefined,
	signal: AbortSignal,
	onBytes?: OnBytes,
): Promise<EvaluationRun> {
	const id = randomUUID();
	const stamps =
		source.kind === 'file' ? await Promise.all(filesOfDataFile(Uri.parse(source.uri, true)).map(readStamp)) : undefined;
	const dataset = await openSource(source, {
		classes: labels,
		labelRule,
		onStamp: (index, stamp) => results.setStamp(index, stamp),
		...(onBytes && { onBytes }),
		signal,
	});
	const { count, facts, labels: trueLabels, numbers } = dataset;
	const digits = digitsFor(id);
	const results = createResults(count, {
		keepsDigits: true,
		...(digits && { digits }),
		truth: numbers ?? trueLabels,
	});
	const now = Date.now();
	const record: RunRecord = {
		id,
		source,
		dataset: { name: dataset.name, count, facts },
		endpointKey,
		endpoint: { name },
		classes: labels,
		preprocessing,
		...(stamps && { stamps }),
		started: now,
		ended: now,
	};
	return new EvaluationRun(record, results, dataset);
}

/** Known without opening anything. */
function namesOf(source: DatasetSource, files: PictureFiles | undefined): Pick<Evaluation, 'idOf' | 'nameOf'> {
	return source.kind === 'pictures' && files
		? { idOf: (index) => uriOfPicture(files, index).toString(), nameOf: picturesNamed(source.name, files) }
		: { idOf: (index) => `${'uri' in source ? source.uri : ''}#${index + 1}`, nameOf: (index) => `${index + 1}` };
}
