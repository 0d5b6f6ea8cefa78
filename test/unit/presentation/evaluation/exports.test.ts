import { describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { csvExport } from '../../../../src/presentation/evaluation/csvExport.ts';
import { htmlReport } from '../../../../src/presentation/evaluation/htmlReport.ts';
import { jsonExport } from '../../../../src/presentation/evaluation/jsonExport.ts';
import { junitReport } from '../../../../src/presentation/evaluation/junitReport.ts';
import { markdownSummary } from '../../../../src/presentation/evaluation/markdownSummary.ts';
import { pngUri } from '../../../../src/presentation/evaluation/pngUri.ts';
import { judge } from '../../../../src/presentation/evaluation/verdict.ts';
import { createResults } from '../../../../src/evaluation/results.ts';
import { english } from '../english.ts';
import { evaluation, versions } from './evaluations.ts';

const { made, figures } = evaluation();

test('CSV', () => {
	expect([...csvExport(made, english)].join('')).toBe(
		[
			'file,true,predicted,probability_three,probability_seven,probability_nine,ms,error',
			'7/a.jpg,seven,seven,0.1,0.7,0.2,12.346,',
			'"3/<b>&""c"".png",three,nine,0.25,0.25,0.5,20,',
			'"7/=1|2,`x`.jpg",seven,three,0.9,0.05,0.05,20,',
			'9/d.jpg,nine,,,,,,The file could not be read.',
			'e.jpg,,seven,,,,30,',
			'',
		].join('\r\n'),
	);
});

test('CSV of labels alone has no columns of probabilities', () => {
	const results = createResults(1, { keepsDigits: false });
	results.setClassified(0, [{ label: 12 }], 1);
	const { made: one } = evaluation({ results, dataset: { ...made.dataset, count: 1 } });
	expect([...csvExport(one, english)]).toEqual(['file,true,predicted,ms,error\r\n', '7/a.jpg,,12,1,\r\n']);
});

test('JSON', () => {
	const read = JSON.parse([...jsonExport(made, figures, versions, english)].join('')) as object;
	expect(read).toMatchObject({
		dataset: { name: 'my <digits>', count: 5 },
		endpoint: { name: 'prod & "co"', sent: { variant: 'blue' } },
		started: '2026-11-25T20:00:00.000Z',
		ended: '2026-11-25T20:00:02.500Z',
		versions,
		figures: {
			accuracy: 1 / 3,
			judged: 3,
			failed: 1,
			confusion: [
				[0, 0, 1],
				[1, 1, 0],
				[0, 0, 0],
			],
		},
		items: [
			{ file: '7/a.jpg', true: 'seven', predicted: 'seven', probabilities: [0.1, 0.7, 0.2], ms: 12.346 },
			{},
			{},
			{ file: '9/d.jpg', true: 'nine', error: 'The file could not be read.' },
			{ file: 'e.jpg', predicted: 'seven', ms: 30 },
		],
	});
});

describe('HTML', () => {
	const html = [...htmlReport(made, figures, versions, english)].join('');

	test('runs nothing, loads nothing, and escapes what is foreign', () => {
		expect(html).not.toMatch(/<script|<link|<iframe|javascript:|\son\w+=|url\(|@import|https?:/i);
		expect([...html.matchAll(/src="(.{5})/g)].map(([, start]) => start)).toEqual(['data:', 'data:']);
		expect(html).toContain('3/&lt;b&gt;&amp;&quot;c&quot;.png');
		expect(html).toContain('<title>prod &amp; &quot;co&quot; on my &lt;digits&gt;</title>');
	});

	test('closes what it opens', () => {
		const open: string[] = [];
		for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z]\w*)[^>]*>/g)) {
			if (slash) {
				expect(open.pop()).toBe(name);
			} else if (!['meta', 'img', 'br'].includes(name)) {
				open.push(name);
			}
		}
		expect(open).toEqual([]);
	});

	test.each([
		'33.3%',
		'mnist · eu-west-1',
		'blue',
		'2026-11-25T20:00:00.000Z',
		'digitClassifier 0.1.0',
		'Mistakes: 2',
		'seven, not three (90.0%)',
		'Failed: 1',
		'The file could not be read.',
	])('says %s', (text) => {
		expect(html).toContain(text);
	});

	test('has the mistake of which the endpoint was surest first', () => {
		expect(html.indexOf('seven, not three')).toBeLessThan(html.indexOf('three, not nine'));
	});

	test('leaves mistakes out, and says so', () => {
		const results = createResults(600, { keepsDigits: true, truth: new Int16Array(600) });
		for (let index = 0; index < 600; index++) {
			results.setClassified(index, [{ label: 1 }], 1);
		}
		const many = evaluation({ results, dataset: { ...made.dataset, count: 600 } });
		const page = [...htmlReport(many.made, many.figures, versions, english)].join('');
		expect(page.match(/<figure>/g)).toHaveLength(500);
		expect(page).toContain('100 more are left out here.');
	});
});

test.each([
	[28, 28],
	[1, 1],
	[100, 3],
])('a PNG of %d × %d is read as it was written', async (width, height) => {
	const pixels = Uint8Array.from({ length: width * height }, (_, index) => (index * 7) % 256);
	const png = Buffer.from(pngUri(width, height, pixels).replace('data:image/png;base64,', ''), 'base64');
	const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
	expect(info).toMatchObject({ width, height, channels: 1 });
	expect(new Uint8Array(data)).toEqual(pixels);
});

describe('bounds', () => {
	test.each([
		['reached', { minimumAccuracy: 1 / 3, maximumFailed: 1 }, [true, true]],
		['missed', { minimumAccuracy: 0.34, maximumFailed: 1 }, [false, true]],
		['too many failed', { minimumAccuracy: 0, maximumFailed: 0 }, [true, false]],
		['no accuracy is asked for', { maximumFailed: 1 }, [true]],
	])('%s', (_, bounds, expected) => {
		expect(judge(figures, bounds, english).map(({ isMet }) => isMet)).toEqual(expected);
	});

	test('no accuracy is reached without true labels', () => {
		const results = createResults(1, { keepsDigits: false });
		results.setClassified(0, [{ label: 1 }], 1);
		const { figures: unlabelled } = evaluation({ results });
		const [accuracy] = judge(unlabelled, { minimumAccuracy: 0, maximumFailed: 0 }, english);
		expect(accuracy).toMatchObject({
			isMet: false,
			text: expect.stringContaining('no item has a true label') as string,
		});
	});

	test('what was not asked is not answered', () => {
		const { figures: pending } = evaluation({ results: createResults(2, { keepsDigits: false }) });
		expect(judge(pending, { maximumFailed: 1 }, english)).toMatchObject([{ isMet: false }]);
	});
});

const verdicts = judge(figures, { minimumAccuracy: 0.97, maximumFailed: 1 }, english);

test('JUnit', () => {
	expect(junitReport(made, verdicts, english)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0" time="2.500">
<testsuite name="prod &amp; &quot;co&quot; on my &lt;digits&gt;" tests="2" failures="1" errors="0" time="2.500" skipped="0" timestamp="2026-11-25T20:00:00.000Z">
<testcase name="accuracy" classname="prod &amp; &quot;co&quot; on my &lt;digits&gt;" time="0"><failure message="Accuracy of at least 97.0%: 33.3%, 1 of 3 are right.">Accuracy of at least 97.0%: 33.3%, 1 of 3 are right.</failure></testcase>
<testcase name="answers" classname="prod &amp; &quot;co&quot; on my &lt;digits&gt;" time="0"/>
<system-out>7/=1|2,\`x\`.jpg: seven, not three
3/&lt;b&gt;&amp;&quot;c&quot;.png: three, not nine
9/d.jpg: The file could not be read.</system-out>
</testsuite>
</testsuites>
`);
});

test('JUnit has no character that XML has not', () => {
	const nameOf = (): string => 'a\u0000\u001b[31m\uffff\n.jpg';
	expect(junitReport({ ...made, nameOf }, verdicts, english)).toContain('a��[31m�\n.jpg: seven, not three');
});

test('Markdown', () => {
	const summary = markdownSummary({ ...made, classes: ['3|', '<b>', '9_9'] }, figures, verdicts, versions, english);
	expect(summary.split('\n').slice(0, 6)).toEqual([
		'## prod & "co" on my &lt;digits>',
		'',
		expect.stringMatching(/^\*\*33\.3% right \(95% confidence: 6\.1% – 79\.2%\)\*\*$/),
		'',
		'- ❌ Accuracy of at least 97.0%: 33.3%, 1 of 3 are right.',
		'- ✅ 1 items without an answer, of which 1 may be.',
	]);
	expect(summary).toContain('| &lt;b> | 100.0% | 50.0% | 66.7% | 2 |');
	expect(summary).toContain('| 3\\| | 9\\_9 | 1 |');
});
