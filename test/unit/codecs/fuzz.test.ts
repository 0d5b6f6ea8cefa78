import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRandom, mutatePicture, readPictures } from '../../../tools/fuzz/mutatePicture.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';

// Many more: npm run fuzz
test('a damaged picture is a picture or a problem, and a good one decodes right after it', async () => {
	const formats = readPictures();
	const random = createRandom(28);
	const good = readFileSync('test/fixtures/golden/7_00000_q95.jpg');
	const goodImage = await decodeImage(good);
	for (let count = 0; count < 1000; count++) {
		const bytes = mutatePicture(formats, random);
		const limits = { pixelLimit: 1_000_000, ...(random() < 0.5 && { minimumSide: 10 }) };
		const result = await decodeImage(bytes, limits).catch((error: unknown) => error);
		if (result instanceof Error) {
			expect(result).toBeInstanceOf(ProblemError);
			expect(result.cause).not.toBeInstanceOf(TypeError);
			expect(await decodeImage(good)).toEqual(goodImage);
		}
	}
});
