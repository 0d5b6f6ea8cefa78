import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { knownIdentities, writeAwsFiles } from '../../../tools/sageMakerServer/identities.ts';
import { readXgboostPredictions } from '../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { startSageMakerServer } from '../../../tools/sageMakerServer/server.ts';
import { useBuiltProgram } from './builtProgram.ts';

const { home, run } = useBuiltProgram();

/** A folder of pictures of the numbers 2026 and 1977, with these paths. */
function folderOf(name: string, of2026: string, of1977: string): string {
	const folder = join(home, name);
	for (const [sample, path] of [
		['2026', of2026],
		['1977', of1977],
	] as const) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		copyFileSync(`samples/${sample}.jpg`, join(folder, path));
	}
	return folder;
}

test.each<[string, string, string, readonly string[]]>([
	['file names', '2026.jpg', '1977_01.jpg', []],
	['folders', '2026/a.jpg', '1977/a.jpg', []],
	['any place of file names', 'scan_2026.jpg', 'scan_1977_1.jpg', ['--labels', 'fileNumber']],
	['any folder', '1/2026/1.jpg', '1/1977/2.jpg', ['--labels', 'folderNumber']],
])('numbers in %s are true labels', async (name, of2026, of1977, args) => {
	const folder = folderOf(name, of2026, of1977);
	const { code, out } = await run([folder, ...args, '--csv', 'out.csv', '--min-accuracy', '1']);
	expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('digits right: 100.0%') as string });
	const rows = readFileSync(join(home, 'out.csv'), 'utf8').trimEnd().split('\r\n');
	expect(rows.map((row) => row.split(',').slice(0, 3).join()).toSorted()).toEqual(
		[`${of1977},1977,1977`, `${of2026},2026,2026`, 'file,true,predicted'].toSorted(),
	);
});

test('so are those of a file of labels, and a wrong one is a mistake', async () => {
	const folder = folderOf('labelled', 'a.jpg', 'below/b.jpg');
	writeFileSync(join(folder, 'labels.csv'), 'file,label\na.jpg,2028\nbelow/b.jpg,1977\n');
	const { code, out } = await run([folder, '--junit', 'out.xml', '--min-accuracy', '0.6']);
	expect({ code, out }).toEqual({
		code: 1,
		out: expect.stringMatching(/50\.0% of numbers right .*digits right: 87\.5%/) as string,
	});
	expect(readFileSync(join(home, 'out.xml'), 'utf8')).toContain('a.jpg: 2028, not 2026');
});

test('all digits of a picture go as rows of one request', async () => {
	const server = await startSageMakerServer({
		...knownIdentities(Date.now()),
		predict: await readXgboostPredictions(),
		endpoints: [{ name: 'digits', container: { objective: 'multi:softprob' } }],
	});
	try {
		const { environment } = writeAwsFiles(home, server.url, Date.now());
		const place = { profile: 'digits', region: 'us-east-1', endpointUrl: server.url, endpointName: 'digits' };
		const endpoints = [{ type: 'sageMaker', name: 'mine', ...place }];
		writeFileSync(join(home, 'settings.json'), JSON.stringify({ 'digitClassifier.endpoints': endpoints }));
		const args = ['--settings', 'settings.json', '--endpoint', 'mine', '--json', 'out.json'];
		const { notes } = await run([folderOf('remote', '2026.jpg', '1977.jpg'), ...args], { ...environment });
		expect(notes).toContain('mine is sent 8 rows in 1 requests');
		const written = JSON.parse(readFileSync(join(home, 'out.json'), 'utf8')) as {
			readonly endpoint: { readonly sent: { readonly rows: number; readonly requests: number } };
			readonly items: readonly object[];
		};
		expect(written.items).toMatchObject([{ true: '1977' }, { true: '2026' }]);
		expect(written.endpoint.sent.rows).toBe(8);
		// As many as pictures where one takes long to be ready.
		expect(written.endpoint.sent.requests).toBeLessThanOrEqual(2);
	} finally {
		await server.close();
	}
});

test('labels are no numbers of an endpoint whose classes are no digits', async () => {
	const endpoints = [{ type: 'container', name: 'signs', url: 'http://127.0.0.1:1', labels: ['plus', 'minus'] }];
	writeFileSync(join(home, 'signs.json'), JSON.stringify({ 'digitClassifier.endpoints': endpoints }));
	const folder = folderOf('signs', '2026.jpg', '1977.jpg');
	const args = ['--settings', 'signs.json', '--endpoint', 'signs', '--labels', 'fileNumber'];
	expect(await run([folder, ...args])).toEqual({
		code: 2,
		out: '',
		notes: expect.stringContaining('--labels fileNumber needs an endpoint whose classes are the ten digits') as string,
	});
});
