import { Uri } from 'vscode';
import { encodePng } from '../../codecs/png/encode.ts';
import { asDigit, digitSide } from '../../core/image.ts';
import type { MemoryFiles } from '../memoryFiles.ts';
import { showPicture } from '../takeAlong.ts';
import type { EvaluationRun } from './evaluationRun.ts';

export interface OpenItemDependencies {
	readonly memoryFiles: MemoryFiles;
	/** Shows the cards of pictures. */
	readonly classify: (uris: readonly Uri[]) => Promise<void>;
}

/** Opens an item: its card beside, or the picture itself. A digit of a file of many becomes a picture in memory. */
export async function openItem(
	{ record, results, evaluation }: EvaluationRun,
	index: number,
	as: 'card' | 'file',
	{ memoryFiles, classify }: OpenItemDependencies,
): Promise<void> {
	if (index >= record.dataset.count) {
		return;
	}
	let uri: Uri;
	if (record.source.kind === 'pictures') {
		uri = Uri.parse(evaluation.idOf(index), true);
	} else {
		const pixels = results.digits?.get(index);
		if (!pixels) {
			return;
		}
		const bytes = encodePng({ width: digitSide, height: digitSide, pixels: asDigit(pixels) });
		uri = memoryFiles.add('dataset', `${record.dataset.name}-${evaluation.nameOf(index)}.png`, { bytes });
	}
	await (as === 'card' ? classify([uri]) : showPicture(uri));
}
