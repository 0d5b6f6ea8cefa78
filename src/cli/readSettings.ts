import { preprocessings, type Preprocessing } from '../core/normalization.ts';
import { readBytes } from './nodeFiles.ts';
import { oneOf, UsageError } from './parseArguments.ts';

/** Of a file like VS Code's settings.json, as it is written there. */
export interface SettingsFile {
	readonly endpoints: unknown;
	readonly preprocessing: Preprocessing | undefined;
}

/** Rejects with a `UsageError` where it is no JSON object or names no preprocessing, or a `ProblemError` of a `FileProblem`. */
export async function readSettings(path: string): Promise<SettingsFile> {
	const settings = parseJsonWithComments(new TextDecoder().decode(await readBytes(path)), path);
	const preprocessing = settings['digitClassifier.preprocessing'];
	return {
		endpoints: settings['digitClassifier.endpoints'],
		preprocessing:
			preprocessing === undefined
				? undefined
				: oneOf(`"digitClassifier.preprocessing" in ${path}`, preprocessings, String(preprocessing)),
	};
}

/** As VS Code reads it: comments and commas before an end are allowed. */
function parseJsonWithComments(text: string, path: string): Readonly<Record<string, unknown>> {
	const string = '"(?:\\\\.|[^"\\\\])*"';
	const withoutComments = text.replace(
		new RegExp(`(${string})|//[^\\n]*|/\\*[\\s\\S]*?\\*/`, 'g'),
		(_, kept: string | undefined) => kept ?? '',
	);
	const plain = withoutComments.replace(
		new RegExp(`(${string})|,(?=\\s*[}\\]])`, 'g'),
		(_, kept: string | undefined) => kept ?? '',
	);
	try {
		const value = JSON.parse(plain) as unknown;
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
			return value as Readonly<Record<string, unknown>>;
		}
	} catch (error) {
		throw new UsageError(`The settings are no JSON: ${path}: ${String(error)}`, { cause: error });
	}
	throw new UsageError(`The settings are no JSON object: ${path}`);
}
