import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchEvaluateInEditor } from './evaluateInEditor.ts';
import { benchFolder } from './folder.ts';
import { benchJpegRow } from './jpegRow.ts';
import { benchPhotosVsSharp } from './photosVsSharp.ts';
import { benchSageMaker } from './sageMaker.ts';
import { toThousandths } from './shares.ts';
import { benchWalk } from './walk.ts';

/** What evaluating whole datasets takes, as ratios to others' programs in the same run: README.md has their meanings. */
const rows: Readonly<Record<string, () => object | Promise<object>>> = {
	row: benchJpegRow,
	walk: benchWalk,
	folder: benchFolder,
	sagemaker: benchSageMaker,
	photos: benchPhotosVsSharp,
	editor: benchEvaluateInEditor,
};

/** Prints the figures of all rows, or of those named, and writes them as one flat JSON object where a file is named. */
export async function benchEvaluate(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({ args: [...args], options: { json: { type: 'string' }, only: { type: 'string' } } });
	const names = values.only?.split(',') ?? Object.keys(rows);
	const figures: Record<string, unknown> = {};
	for (const name of names) {
		const measure = rows[name];
		if (!measure) {
			throw new Error(`No such row: ${name}; there are ${Object.keys(rows).join(', ')}`);
		}
		for (const [key, value] of Object.entries(await measure())) {
			figures[key] = typeof value === 'number' ? toThousandths(value) : value;
		}
	}
	console.log(figures);
	if (values.json !== undefined) {
		writeFileSync(values.json, `${JSON.stringify(figures, undefined, '\t')}\n`);
	}
}
