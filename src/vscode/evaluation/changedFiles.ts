import { Uri, type Disposable } from 'vscode';
import type { PictureFile, PictureFiles } from '../../datasets/pictureFiles.ts';
import { folderOf, watchedList, watchFiles, type FileWatch, type WatchedFiles } from '../panel/watchFiles.ts';
import { filesOfDataFile } from '../dataFile.ts';
import type { FileStamp } from '../../core/files.ts';
import { fileName } from '../picture.ts';
import { uriOfPicture } from './datasetSource.ts';
import type { EvaluationRun } from './evaluationRun.ts';

type Stamp = FileStamp | 'none';

/** How many files are looked at at once. */
const chunk = 64;

/** Follows which of a run's files have changed, moved or gone since they were read for it. */
export class ChangedFiles implements Disposable {
	/** Of those that were others at some time: what they are now. */
	private readonly found = new Map<number, Stamp>();
	private readonly watching: FileWatch;
	/** Of pictures, as they were when the run was shown. */
	private readonly files: PictureFiles | undefined;
	private readonly count: number;
	private isDisposed = false;
	private isChecking = false;

	/** @param onChange told when some more have changed, or no longer have */
	constructor(
		private readonly run: EvaluationRun,
		private readonly onChange: () => void,
	) {
		const { files } = run;
		this.files = files;
		const { source } = run.record;
		const oneFile = 'uri' in source ? filesOfDataFile(Uri.parse(source.uri, true)) : [];
		this.count = files?.count ?? oneFile.length;
		this.watching = watchFiles(files ? watchedPictures(files) : watchedList(oneFile), (index, now) => {
			if (this.found.has(index) || isOther(run.stampOf(index), now)) {
				this.found.set(index, now);
				onChange();
			}
		});
	}

	dispose(): void {
		this.isDisposed = true;
		this.watching.dispose();
	}

	/** Their indexes, ascending: those of pictures, or of a file of many digits and those beside it. */
	get indexes(): number[] {
		return [...this.found]
			.filter(([index, now]) => isOther(this.run.stampOf(index), now) && this.isInPlace(index))
			.map(([index]) => index)
			.sort((one, other) => one - other);
	}

	/** Looks at all that were read, some at a time. */
	async checkAll(): Promise<void> {
		if (this.isChecking) {
			return;
		}
		this.isChecking = true;
		for (let from = 0; from < this.count && !this.isDisposed; from += chunk) {
			const indexes = Array.from({ length: Math.min(chunk, this.count - from) }, (_, offset) => from + offset);
			await this.watching.check(indexes.filter((index) => this.run.stampOf(index) !== undefined));
		}
		this.isChecking = false;
	}

	/** Those that were moved for the run are looked at no more. */
	private isInPlace(index: number): boolean {
		const { files } = this.run;
		return !this.files || !files || isSamePlace(this.files.at(index), files.at(index));
	}

	/** Looks again at those that have changed: they may have been read anew since. */
	async checkAgain(): Promise<void> {
		await this.watching.check([...this.found.keys()]);
		this.onChange();
	}
}

/** What was not read has not changed. */
function isOther(then: Stamp | undefined, now: Stamp): boolean {
	if (then === undefined) {
		return false;
	}
	return then === 'none' || now === 'none' ? then !== now : then.mtime !== now.mtime || then.size !== now.size;
}

function isSamePlace(one: PictureFile, other: PictureFile): boolean {
	return one.folder === other.folder && one.name === other.name;
}

function watchedPictures(files: PictureFiles): WatchedFiles {
	return {
		folders: files.groups.map(({ folder }) => folder),
		uriOf: (index) => uriOfPicture(files, index),
		indexOf: (uri) => files.indexIn(folderOf(uri), fileName(uri)),
	};
}
