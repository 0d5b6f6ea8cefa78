/** What one section says, by key; an `endpoint_url` below the key `sagemaker` is `sagemaker.endpoint_url`. */
export type Section = Readonly<Record<string, string>>;

/** A heading without its brackets, and what stands below it. */
export type Sections = ReadonlyMap<string, Section>;

/**
 * The sections of a file such as `~/.aws/config`, as botocore's `configparser` takes them: keys in any case, `=` or
 * `:`, and below `[DEFAULT]` what holds for each section of the file. Where it takes a comment or quotes for a part of a
 * value, they are left out, for no such value is of use.
 */
export function parseIni(text: string): Sections {
	const sections = new Map<string, Record<string, string>>();
	let section: Record<string, string> | undefined;
	let parent: string | undefined;
	for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
		const trimmed = line.trim();
		if (trimmed === '' || /^[#;]/.test(trimmed)) {
			continue;
		}
		// Up to a bracket that ends the line or stands before a comment, else up to the last one.
		const heading = /^\[(.+?)\]\s*(?:[#;].*)?$/.exec(trimmed) ?? /^\[(.+)\]/.exec(trimmed);
		if (heading) {
			const name = (heading[1] ?? '').trim();
			section = sections.get(name) ?? (Object.create(null) as Record<string, string>);
			sections.set(name, section);
			parent = undefined;
			continue;
		}
		const [, name, written = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed) ?? [];
		if (!section || name === undefined) {
			continue;
		}
		if (!/^\s/.test(line)) {
			parent = undefined;
		}
		const key = [parent, name.toLowerCase()].filter(Boolean).join('.');
		const value = cleanValue(key, written);
		if (value !== '') {
			section[key] = value;
		} else if (parent === undefined) {
			parent = key;
		}
	}
	const defaults = sections.get('DEFAULT');
	sections.delete('DEFAULT');
	for (const section of sections.values()) {
		Object.assign(section, { ...defaults, ...section });
	}
	return sections;
}

/** The words of a heading as a POSIX shell splits them; `undefined` where a quote has no end. */
export function splitWords(text: string): string[] | undefined {
	const words = text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
	const left = words.reduce((rest, word) => rest.replace(word, ''), text);
	return left.trim() === '' ? words.map(unquote) : undefined;
}

function unquote(word: string): string {
	return word.replaceAll(
		/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g,
		(_, double?: string, single?: string, escaped?: string) =>
			double?.replaceAll(/\\(["\\])/g, '$1') ?? single ?? escaped ?? '',
	);
}

/** A command may begin and end with quotes that are its own, and a region has no `#` in it. */
function cleanValue(key: string, written: string): string {
	const value = written.replace(key === 'region' ? /[#;].*$/ : /(^|\s)[#;].*$/, '').trim();
	return key === 'credential_process' ? value : value.replace(/^(["'])(.*)\1$/, '$2').trim();
}
