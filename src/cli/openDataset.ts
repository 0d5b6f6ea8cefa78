import { basename, dirname, join, resolve } from 'node:path';
import type { Dataset, LabelRule } from '../core/dataset.ts';
import { isPictureName } from '../core/pictureNames.ts';
import { openCsv } from '../datasets/csv.ts';
import { openIdx } from '../datasets/idx.ts';
import { labelsFileName, readLabelsFile, type WrittenLabels } from '../datasets/labelsFile.ts';
import { localFolders } from '../datasets/localFiles.ts';
import { PictureFiles, type PictureGroup } from '../datasets/pictureFiles.ts';
import { openPictures } from '../datasets/pictures.ts';
import { walkFolder } from '../datasets/walkFolder.ts';
import { maximumPicture, nodeDataFile, readBytes, readPicture, statPath } from './nodeFiles.ts';

export interface OpenOptions {
	readonly classes: readonly string[];
	readonly labelRule: LabelRule;
	readonly signal: AbortSignal;
	/** Told of what is not read. */
	readonly warn: (message: string) => void;
}

/**
 * What is at the path: a folder of pictures, a picture, CSV rows by their name, else an idx file.
 * Rejects with a `ProblemError` of a `DatasetProblem` or a `FileProblem`, or the signal's reason.
 */
export async function openDataset(path: string, { classes, labelRule, signal, warn }: OpenOptions): Promise<Dataset> {
	const full = resolve(path);
	const name = basename(full);
	if ((await statPath(full)).isDirectory()) {
		const { groups, unlisted } = await walkFolder(
			localFolders,
			{ id: full, name },
			{ isWanted: isPictureName, signal },
		);
		unlisted.forEach(({ path: folder }) => warn(`The folder cannot be read: ${folder}`));
		const text = await readBytes(join(full, labelsFileName)).catch(() => new Uint8Array(0));
		return openGroups(groups, readLabelsFile(new TextDecoder().decode(text), name));
	}
	if (isPictureName(name)) {
		return openGroups([{ folder: dirname(full), path: basename(dirname(full)), names: [name] }]);
	}
	if (/\.csv(\.gz)?$/i.test(name)) {
		return openCsv(nodeDataFile(full), signal);
	}
	const find = async (other: string) => {
		const beside = join(dirname(full), other);
		return statPath(beside).then(
			() => nodeDataFile(beside),
			() => undefined,
		);
	};
	return openIdx(nodeDataFile(full), find, signal);

	function openGroups(groups: readonly PictureGroup[], written?: WrittenLabels): Dataset {
		const files = new PictureFiles(groups);
		const idOf = (index: number): string => {
			const { folder, name: own } = files.at(index);
			return join(folder, own);
		};
		return openPictures({
			name,
			files,
			idOf,
			read: async (index) => readPicture(idOf(index)),
			local: { pathOf: idOf, limit: maximumPicture },
			written,
			classes,
			labelRule,
		});
	}
}
