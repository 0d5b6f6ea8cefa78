import type { Evaluation } from '../../app/evaluation.ts';
import type { Locale } from '../locale.ts';
import { toItemView } from './items.ts';
import { mistakesOf } from './mistakes.ts';
import type { Verdict } from './verdict.ts';

/** How many mistakes and failures are listed. */
const most = 100;

/** The bounds as test cases of JUnit's XML, as the JUnit 10 schema of Jenkins has it; the first mistakes as output. */
export function junitReport(evaluation: Evaluation, verdicts: readonly Verdict[], locale: Locale): string {
	const { dataset, endpoint, results, started, ended } = evaluation;
	const suite = `${endpoint.name} on ${dataset.name}`;
	const seconds = ((ended - started) / 1000).toFixed(3);
	const failures = verdicts.filter(({ isMet }) => !isMet).length;
	const counts = `tests="${verdicts.length}" failures="${failures}" errors="0" time="${seconds}"`;
	const notes = [...mistakesOf(results).slice(0, most), ...[...results.problems.keys()].slice(0, most)].map((index) => {
		const { file, truth, predicted, error } = toItemView(evaluation, index, locale);
		return `${file}: ${error ?? `${truth}, not ${predicted}`}`;
	});
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites ${counts}>`,
		`<testsuite name="${escape(suite)}" ${counts} skipped="0" timestamp="${new Date(started).toISOString()}">`,
		...verdicts.map(({ name, isMet, text }) => {
			const testCase = `<testcase name="${name}" classname="${escape(suite)}" time="0"`;
			return isMet
				? `${testCase}/>`
				: `${testCase}><failure message="${escape(text)}">${escape(text)}</failure></testcase>`;
		}),
		`<system-out>${escape(notes.join('\n'))}</system-out>`,
		'</testsuite>',
		'</testsuites>',
		'',
	].join('\n');
}

/** XML 1.0 has no other control characters than these three, not even escaped. */
function escape(text: string): string {
	return text

		.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '�')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
