import type { LabelRule, LabelSource, PicturesFacts } from '../core/dataset.ts';
import { LabelRows } from '../core/labelRows.ts';
import type { WrittenLabels } from './labelsFile.ts';
import { createLabelFinder, createLabelOf, digitClasses } from './trueLabel.ts';
import { numberIn, sourceOfNumbers, type PicturePaths } from './trueNumber.ts';

/** The true labels of pictures, by index. */
export interface FoundLabels extends Pick<PicturesFacts, 'areNumbers' | 'labelsFrom'> {
	/** −1: none; of numbers all are. */
	readonly labels: Int16Array;
	readonly numbers?: LabelRows;
}

/** A label of a class, or the digits of a number. */
interface Found {
	readonly label: number | string;
	readonly from: LabelSource;
}

/**
 * The true labels of pictures. By `auto` those that a file of labels says, where it knows any. Only where the classes
 * are the ten digits can labels be numbers: where that file has any of two digits and more, by a rule that says so, or
 * by `auto` where fewer than half of the pictures have the label of one digit and `sourceOfNumbers` finds numbers. So
 * folders `10` and `11` are classes of an endpoint that has such classes.
 */
export function findLabels(
	pictures: PicturePaths,
	classes: readonly string[],
	rule: LabelRule,
	written: WrittenLabels = [],
): FoundLabels {
	const mayBeNumbers = canBeNumbers(classes);
	const ofFile = rule === 'auto' && written.length > 0 ? findWritten(pictures, classes, written) : undefined;
	if (ofFile && ofFile.labelsFrom.labelsFile > 0) {
		return ofFile;
	}
	if (rule === 'folderNumber' || rule === 'fileNumber') {
		return mayBeNumbers
			? findNumbers(pictures, rule === 'folderNumber' ? 'folder' : 'fileName')
			: collect(pictures, true, () => undefined);
	}
	const classLabels = collect(pictures, false, createLabelFinder(classes, rule));
	const isHalfKnown = 2 * classLabels.labelsFrom.none <= pictures.count;
	const source = rule === 'auto' && mayBeNumbers && !isHalfKnown ? sourceOfNumbers(pictures) : undefined;
	return source === undefined ? classLabels : findNumbers(pictures, source);
}

/** Whether a number is what these classes say one after the other. */
export function canBeNumbers(classes: readonly string[]): boolean {
	return classes.length === digitClasses.length && classes.every((name, label) => name === digitClasses[label]);
}

function findNumbers(pictures: PicturePaths, from: 'folder' | 'fileName'): FoundLabels {
	return collect(pictures, true, (path) => {
		const label = numberIn(path, from);
		return label === undefined ? undefined : { label, from };
	});
}

function findWritten(pictures: PicturePaths, classes: readonly string[], written: WrittenLabels): FoundLabels {
	const texts = new Map(written);
	const areNumbers = canBeNumbers(classes) && written.some(([, text]) => /^[0-9]{2,}$/.test(text));
	const labelOf = createLabelOf(classes);
	return collect(pictures, areNumbers, (path) => {
		const text = texts.get(path) ?? '';
		const label = !areNumbers ? labelOf(text) : /^[0-9]+$/.test(text) ? text : undefined;
		return label === undefined ? undefined : { label, from: 'labelsFile' };
	});
}

function collect(pictures: PicturePaths, areNumbers: boolean, find: (path: string) => Found | undefined): FoundLabels {
	const { count } = pictures;
	const labels = new Int16Array(count).fill(-1);
	const numbers = areNumbers ? LabelRows.none(count) : undefined;
	const labelsFrom = { labelsFile: 0, folder: 0, fileName: 0, none: 0 };
	for (let index = 0; index < count; index++) {
		const found = find(pictures.pathOf(index));
		labelsFrom[found?.from ?? 'none'] += 1;
		if (typeof found?.label === 'number') {
			labels[index] = found.label;
		} else if (found) {
			numbers?.set(index, Array.from(found.label, Number));
		}
	}
	return { areNumbers, labelsFrom, labels, ...(numbers && { numbers }) };
}
