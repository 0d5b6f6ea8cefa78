import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Uri, workspace } from 'vscode';
import type { DigitStore } from '../../core/digitStore.ts';
import { decodeResults, encodeResults } from '../../evaluation/storedResults.ts';
import { DigitFile } from './digitFile.ts';
import { originOfSource, type DatasetSource } from './datasetSource.ts';
import { EvaluationRun, type RunRecord } from './evaluationRun.ts';

/** The most runs that are kept, and the most bytes they take together: beyond these the oldest go. */
const mostRuns = 20;
const mostBytes = 200e6;

/** Of this form; another one is not read. */
const version = 4;

/** While a run lasts it is saved so often, in milliseconds, and for no more than this share of the time. */
const saveEvery = 5000;
const mostShare = 0.05;

/** A record is written last: without one, there is no run. The source, which may name 100,000 files, has its own file. */
const endings = { source: 'source.json', digits: 'digits', results: 'results', record: 'json' } as const;

/** A run that can be loaded, as a list needs it. */
export interface KeptRun {
	readonly version: number;
	/** See {@link originOfSource}. */
	readonly origin: string;
	readonly record: Omit<RunRecord, 'source'>;
}

/** The runs of the workspace, in its storage. */
export class KeptRuns {
	private last: Promise<void> = Promise.resolve();
	/** Of the runs of this session, by their ids. */
	private readonly digits = new Map<string, DigitFile>();

	/** @param folder on this machine; undefined where no workspace is open: then nothing is kept. */
	constructor(private readonly folder: Uri | undefined) {}

	/** Where the digits of a run are to be kept; undefined where nothing is. */
	digitsFor(id: string): DigitStore | undefined {
		if (!this.folder) {
			return undefined;
		}
		const digits = this.digits.get(id) ?? new DigitFile(fileOf(this.folder, id, 'digits').fsPath);
		this.digits.set(id, digits);
		return digits;
	}

	/** Saves the run while it lasts, so that a reload costs no more than a few seconds of it, and once it has ended. */
	async follow(run: EvaluationRun, running: Promise<void>): Promise<void> {
		const ended = running.then(
			() => true,
			() => true,
		);
		// What cannot be saved now is said at the end.
		await this.save(run).catch(() => undefined);
		let pause = saveEvery;
		while (!(await Promise.race([ended, wait(pause, false)]))) {
			const started = performance.now();
			await this.inTurn(async (folder) => this.writeResults(folder, run)).catch(() => undefined);
			pause = Math.max(saveEvery, (performance.now() - started) / mostShare);
		}
		await this.save(run);
		await running;
	}

	/** Saves all of it, and lets the oldest go. */
	async save(run: EvaluationRun): Promise<void> {
		await this.inTurn(async (folder) => {
			const { source, ...record } = run.record;
			const kept: KeptRun = { version, origin: originOfSource(source), record };
			await workspace.fs.createDirectory(folder);
			await writeJson(fileOf(folder, record.id, 'source'), source);
			this.writeResults(folder, run);
			await writeJson(fileOf(folder, record.id, 'record'), kept);
			await this.prune(folder, record.id);
		});
	}

	/** The newest first. */
	async list(): Promise<KeptRun[]> {
		const { folder, last } = this;
		if (!folder) {
			return [];
		}
		await last;
		return this.readAll(folder);
	}

	private async readAll(folder: Uri): Promise<KeptRun[]> {
		const entries = await workspace.fs.readDirectory(folder).then(
			(found) => found,
			() => [],
		);
		const ids = entries.map(([name]) => name.replace(/\.json$/, '')).filter(isId);
		const runs = await Promise.all(ids.map(async (id) => this.read(folder, id)));
		return runs.flatMap((run) => run ?? []).sort((one, other) => other.record.started - one.record.started);
	}

	/** Undefined where it is gone or damaged. */
	async load(id: string): Promise<EvaluationRun | undefined> {
		const { folder, last } = this;
		await last;
		const kept = folder && isId(id) ? await this.read(folder, id) : undefined;
		if (!folder || !kept) {
			return undefined;
		}
		const { record } = kept;
		try {
			const source = await readJson<DatasetSource>(fileOf(folder, id, 'source'));
			const bytes = await workspace.fs.readFile(fileOf(folder, id, 'results'));
			const results = decodeResults(bytes, this.digitsFor(id));
			return results?.count === record.dataset.count ? new EvaluationRun({ ...record, source }, results) : undefined;
		} catch {
			return undefined;
		}
	}

	/** One after the other: two would write over each other. */
	private async inTurn(write: (folder: Uri) => Promise<void>): Promise<void> {
		const { folder, last } = this;
		if (folder) {
			const own = last.then(async () => write(folder));
			this.last = own.catch(() => undefined);
			await own;
		}
	}

	/** The results as they are now: it holds the thread, so that none of them changes meanwhile and nothing is copied. */
	private writeResults(folder: Uri, { record, results }: EvaluationRun): void {
		this.digits.get(record.id)?.flush();
		const fresh = Uri.joinPath(folder, `${record.id}.new`).fsPath;
		const file = openSync(fresh, 'w');
		try {
			for (const piece of encodeResults(results)) {
				for (let from = 0; from < piece.length;) {
					from += writeSync(file, piece, from);
				}
			}
		} finally {
			closeSync(file);
		}
		renameSync(fresh, fileOf(folder, record.id, 'results').fsPath);
	}

	private async read(folder: Uri, id: string): Promise<KeptRun | undefined> {
		try {
			const kept = await readJson<KeptRun>(fileOf(folder, id, 'record'));
			return kept.version === version ? kept : undefined;
		} catch {
			return undefined;
		}
	}

	private async prune(folder: Uri, newest: string): Promise<void> {
		let total = 0;
		const runs = await this.readAll(folder);
		await this.pruneDigits(folder, new Set(runs.map(({ record }) => record.id)));
		for (const [place, { record }] of runs.entries()) {
			const { id } = record;
			// What else is kept is small beside the digits.
			total += await sizeOf(fileOf(folder, id, 'digits'));
			if ((place >= mostRuns || total > mostBytes) && id !== newest) {
				for (const kind of Object.keys(endings) as (keyof typeof endings)[]) {
					// A run that was left before its first answer has no digits.
					await workspace.fs.delete(fileOf(folder, id, kind)).then(undefined, () => undefined);
				}
			}
		}
	}

	/** Those of runs that were never saved: a window that was closed too soon has left them. */
	private async pruneDigits(folder: Uri, saved: ReadonlySet<string>): Promise<void> {
		for (const [name] of await workspace.fs.readDirectory(folder)) {
			const id = name.replace(/\.digits$/, '');
			if (id !== name && isId(id) && !saved.has(id) && !this.digits.has(id)) {
				await workspace.fs.delete(Uri.joinPath(folder, name));
			}
		}
	}
}

function fileOf(folder: Uri, id: string, kind: keyof typeof endings): Uri {
	return Uri.joinPath(folder, `${id}.${endings[kind]}`);
}

/** In bytes; 0 where it is not there. */
async function sizeOf(file: Uri): Promise<number> {
	return workspace.fs.stat(file).then(
		({ size }) => size,
		() => 0,
	);
}

async function writeJson(file: Uri, value: unknown): Promise<void> {
	await workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(value)));
}

async function readJson<Value>(file: Uri): Promise<Value> {
	return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as Value;
}

/** What a page kept is foreign: it names no other file. */
function isId(id: string): boolean {
	return /^[0-9a-f-]{36}$/.test(id);
}
