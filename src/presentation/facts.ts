import type { Classified } from '../app/outcome.ts';
import type { Mend, Prepared, Sent } from '../core/ports.ts';
import type { Locale } from './locale.ts';
import type { Translate } from '../core/translate.ts';
import type { Fact } from './view.ts';

/** The details of an answer: whose it is, what left the machine, what was done to the picture, how long it took. */
export function toFacts({ endpoint, prepared, times, sent }: Classified, locale: Locale): Fact[] {
	const { t, format } = locale;
	const { mended } = prepared.picture;
	return [
		{ term: t('Endpoint'), value: endpoint.name },
		...sentFacts(sent, locale),
		...(mended
			? [
					{
						term: t('File'),
						value: t('mended, no pixel is lost: {0}', mended.map((mend) => mends[mend](t)).join('; ')),
					},
				]
			: []),
		{ term: t('Preprocessing'), value: describePreprocessing(prepared, t) },
		{
			term: t('Time'),
			value: [
				t('read {0}', format.milliseconds(times.read)),
				t('decode {0}', format.milliseconds(times.decode)),
				t('normalize {0}', format.milliseconds(times.normalize)),
				t('classify {0}', format.milliseconds(times.classify)),
			].join(' · '),
		},
	];
}

/** What left the machine, with the picture and those that went along. */
function sentFacts(sent: Sent | undefined, { t, format }: Locale): Fact[] {
	if (!sent) {
		return [{ term: t('Sent'), value: t('nothing left this machine') }];
	}
	const { rows, requests, destination } = sent;
	const size = format.bytes(sent.bytes);
	const optional: [string, string | undefined][] = [
		[t('Region'), sent.region],
		[t('Profile'), sent.profile],
		[t('Variant'), sent.variant],
		[t('Request ID'), sent.requestId],
	];
	return [
		{
			term: t('Sent'),
			value:
				rows === 1
					? t('1 picture, {0}, to {1}', size, destination)
					: requests === 1
						? t('{0} digits in 1 request, {1}, to {2}', rows, size, destination)
						: t('{0} digits in {1} requests, {2}, to {3}', rows, requests, size, destination),
		},
		...optional.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }])),
	];
}

/** What was done, and in brackets the setting's word for it: `auto` with what it came to. */
function describePreprocessing({ asked, applied }: Prepared, t: Translate): string {
	const done =
		asked === 'auto' && applied === 'none'
			? t("Kept as it is: 28 × 28, white on black, sized and placed as MNIST's digits are")
			: preprocessings[applied](t);
	return `${done} (${asked === applied ? applied : `${asked} → ${applied}`})`;
}

const preprocessings: Readonly<Record<Prepared['applied'], (t: Translate) => string>> = {
	none: (t) => t('Kept as it is'),
	resize: (t) => t('The whole picture brought to 28 × 28, ink and paper as they are'),
	mnist: (t) => t("The ink found, cropped, fitted into 20 × 20 and centred by its mass, as MNIST's digits were"),
};

const mends: Readonly<Record<Mend, (t: Translate) => string>> = {
	strayBytes: (t) => t('it has bytes that belong to nothing'),
	noEnd: (t) => t('the mark of its end is missing'),
	checksum: (t) => t('a checksum is wrong or missing'),
	surplusRows: (t) => t('it has more rows than its header says'),
	transparency: (t) => t('it has transparency for more colors than there are'),
	canvas: (t) => t('its canvas is smaller than what is drawn on it'),
	header: (t) => t('a value in its header is impossible'),
};
