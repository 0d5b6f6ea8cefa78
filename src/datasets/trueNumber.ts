/** Pictures by their index. */
export interface PicturePaths {
	readonly count: number;
	/** From the folder that was chosen on, that folder's own name first, with `/` between. */
	pathOf(index: number): string;
}

type NumberSource = 'folder' | 'fileName';

/** The number in a path that `from` says, as its digits; undefined where there is none. */
export function numberIn(path: string, from: NumberSource): string | undefined {
	const folders = path.split('/');
	const name = folders.pop() ?? '';
	const parts = from === 'folder' ? folders.toReversed() : partsOf(name);
	return parts.find((part) => /^[0-9]+$/.test(part));
}

/**
 * Where the names of pictures that are not known to be of one digit each have numbers that say what the pictures show:
 * in at least half of the names, of two digits and more, folders named so or file names that begin so, and not such as
 * count pictures. Undefined where neither has.
 */
export function sourceOfNumbers(pictures: PicturePaths): NumberSource | undefined {
	const { count } = pictures;
	return (['folder', 'fileName'] as const).find((from) => {
		const numbers: string[] = [];
		for (let index = 0; index < count; index++) {
			const path = pictures.pathOf(index);
			const number = numberIn(path, from) ?? '';
			const isBeginning = from === 'folder' || path.slice(path.lastIndexOf('/') + 1).startsWith(number);
			if (number.length > 1 && isBeginning) {
				numbers.push(number);
			}
		}
		return 2 * numbers.length >= count && !areCounting(numbers);
	});
}

/** Whether numbers follow each other, or are filled up with zeros to one length, as cameras and programs name files. */
function areCounting(numbers: readonly string[]): boolean {
	const values = new Set(numbers.map(Number));
	const [least, greatest] = [...values].reduce(
		([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const,
		[Infinity, -Infinity] as const,
	);
	const areClose = greatest - least < 2 * values.size;
	const areOfOneLength = new Set(numbers.map(({ length }) => length)).size === 1;
	const filled = numbers.filter((number) => number.startsWith('0')).length;
	return areClose || (areOfOneLength && 4 * filled > numbers.length);
}

/** The parts of a file name without its extension. */
export function partsOf(name: string): string[] {
	return name
		.replace(/\.[^.]*$/, '')
		.split(/[_\-.\s]+/)
		.filter((part) => part !== '');
}
