import { expect, test } from 'vitest';
import { pathInClass } from '../../../src/datasets/pathInClass.ts';
import { digitClasses } from '../../../src/datasets/trueLabel.ts';

const fashion = ['T-shirt/top', 'Trouser'];

test.each<[string, string, number, readonly string[], readonly string[], string | undefined]>([
	['beside its own', 'mnist/9/a.jpg', 4, digitClasses, ['mnist/4/b.jpg'], 'mnist/4/a.jpg'],
	['where none is yet', 'mnist/9/a.jpg', 4, digitClasses, ['mnist/9/b.jpg'], 'mnist/4/a.jpg'],
	['with the folders below', 'mnist/train/9/x/a.jpg', 4, digitClasses, [], 'mnist/train/4/x/a.jpg'],
	['in the same part', 'm/test/9/a.jpg', 4, digitClasses, ['m/train/4/b.jpg', 'm/test/four/c.jpg'], 'm/test/4/a.jpg'],
	['the nearest that counts', 'm/1/9/a.jpg', 4, digitClasses, [], 'm/1/4/a.jpg'],
	['as the folder is called', 'f/trouser/a.jpg', 0, fashion, ['f/tshirt_top/b.jpg'], 'f/tshirt_top/a.jpg'],
	['without what no folder can be called', 'f/trouser/a.jpg', 0, fashion, [], 'f/T-shirt-top/a.jpg'],
	['no folder is a class', 'mnist/a_9.jpg', 4, digitClasses, [], undefined],
	['the chosen folder is, beside which none was chosen', '9/a.jpg', 4, digitClasses, [], undefined],
	['no such class', 'mnist/9/a.jpg', 12, digitClasses, [], undefined],
])('a picture as one of another class: %s', (_, path, label, classes, others, expected) => {
	expect(pathInClass(path, label, classes, [path, ...others])).toBe(expected);
});
