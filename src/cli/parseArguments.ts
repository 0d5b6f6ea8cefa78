import { parseArgs } from 'node:util';
import { labelRules, type LabelRule } from '../core/dataset.ts';
import { preprocessings, type Preprocessing } from '../core/normalization.ts';

/** What is asked on the command line. */
export interface EvaluateArguments {
	/** A folder, an idx file, CSV rows or a picture. */
	readonly path: string;
	/** The name of an endpoint in the settings; without it the model that ships inside. */
	readonly endpoint: string | undefined;
	/** A file like VS Code's settings.json. */
	readonly settings: string | undefined;
	/** Default: the settings', else `auto`. */
	readonly preprocessing: Preprocessing | undefined;
	readonly labelRule: LabelRule;
	/** 0..1 */
	readonly minimumAccuracy: number | undefined;
	/** How many items may fail. */
	readonly maximumFailed: number;
	/** Where exports go, by form. */
	readonly exports: Readonly<Partial<Record<ExportForm, string>>>;
}

export type ExportForm = 'json' | 'csv' | 'html' | 'junit' | 'markdown';

const exportForms: readonly ExportForm[] = ['json', 'csv', 'html', 'junit', 'markdown'];

export const usage = `Evaluates an endpoint on a dataset: a folder of pictures, an idx file of MNIST's kind, or CSV rows.

evaluate FOLDER|FILE [options]
  --endpoint NAME        of the settings; without it the built-in model
  --settings FILE        JSON like VS Code's settings.json: "digitClassifier.endpoints", "digitClassifier.preprocessing"
  --preprocessing NAME   ${preprocessings.join(', ')}
  --labels RULE          where pictures have their true labels from: ${labelRules.join(', ')}
  --min-accuracy NUMBER  0.97 or 97%
  --max-failed NUMBER    how many items may go without an answer; default 0
  --json, --csv, --html, --junit, --markdown FILE

API keys come from the environment variable DIGIT_CLASSIFIER_API_KEY, AWS credentials from where the AWS CLI has them.
Ends with 0, with 1 where a bound is not met, and with 2 where there was nothing to judge.
`;

/** What is wrong with the command line, for people to read. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

/**
 * `help`: it is asked for.
 * @throws UsageError
 */
export function parseArguments(args: readonly string[]): EvaluateArguments | 'help' {
	const text = { type: 'string' } as const;
	const { values, positionals } = parseOptions({
		args: [...args],
		allowPositionals: true,
		options: {
			endpoint: text,
			settings: text,
			preprocessing: text,
			labels: text,
			'min-accuracy': text,
			'max-failed': text,
			json: text,
			csv: text,
			html: text,
			junit: text,
			markdown: text,
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		return 'help';
	}
	const [path, ...others] = positionals;
	if (path === undefined || others.length > 0) {
		throw new UsageError(
			path === undefined ? 'Which folder or file?' : `One folder or file, not also: ${others.join(' ')}`,
		);
	}
	const accuracy = values['min-accuracy'];
	const failed = values['max-failed'];
	return {
		path,
		endpoint: values.endpoint,
		settings: values.settings,
		preprocessing:
			values.preprocessing === undefined ? undefined : oneOf('--preprocessing', preprocessings, values.preprocessing),
		labelRule: oneOf('--labels', labelRules, values.labels ?? 'auto'),
		minimumAccuracy: accuracy === undefined ? undefined : toShare(accuracy),
		maximumFailed: failed === undefined ? 0 : toCount(failed),
		exports: Object.fromEntries(
			exportForms.flatMap((form) => (values[form] === undefined ? [] : [[form, values[form]]])),
		),
	};
}

/** @throws UsageError */
export const parseOptions: typeof parseArgs = (config) => {
	try {
		return parseArgs(config);
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
	}
};

/**
 * @param place where the value stands, such as `--image`
 * @throws UsageError
 */
export function oneOf<Value extends string>(place: string, allowed: readonly Value[], value: string): Value {
	const found = allowed.find((candidate) => candidate === value);
	if (found === undefined) {
		throw new UsageError(`${place} is one of ${allowed.join(', ')}, not: ${value}`);
	}
	return found;
}

function toShare(text: string): number {
	const [, number = '', percent] = /^(\d*\.?\d+)(%?)$/.exec(text) ?? [];
	const share = Number(number) / (percent === '%' ? 100 : 1);
	if (number === '' || share > 1) {
		throw new UsageError(`--min-accuracy is a share such as 0.97 or 97%, not: ${text}`);
	}
	return share;
}

function toCount(text: string): number {
	if (!/^\d+$/.test(text)) {
		throw new UsageError(`--max-failed is a number of items, not: ${text}`);
	}
	return Number(text);
}
