/**
 * A glob of VS Code's settings as a regular expression for paths with `/` between: `*`, `**`, `?`, `{a,b}`, `[a-z]`.
 * A path below one that matches does so, too. One that is none, such as `[9-0]`, matches nothing.
 */
export function globToRegExp(glob: string): RegExp {
	let source = '';
	let depth = 0;
	for (let at = 0; at < glob.length; at++) {
		const rest = glob.slice(at);
		const folders = /^\*\*\/|^\*\*$/.exec(rest)?.[0];
		const set = /^\[(!|\^)?([^\]]+)\]/.exec(rest);
		const character = glob[at] ?? '';
		if (folders !== undefined && (at === 0 || glob[at - 1] === '/' || depth > 0)) {
			source += folders === '**' ? '.*' : '(?:.*/)?';
			at += folders.length - 1;
		} else if (set) {
			source += `[${set[1] ? '^' : ''}${(set[2] ?? '').replace(/[\\^]/g, String.raw`\$&`)}]`;
			at += set[0].length - 1;
		} else if (character === '*') {
			source += '[^/]*';
		} else if (character === '?') {
			source += '[^/]';
		} else if (character === '{') {
			source += '(?:';
			depth += 1;
		} else if (character === '}' && depth > 0) {
			source += ')';
			depth -= 1;
		} else if (character === ',' && depth > 0) {
			source += '|';
		} else {
			source += character.replace(/[\\^$.|+()[\]{}]/, String.raw`\$&`);
		}
	}
	try {
		return new RegExp(`^${source}${')'.repeat(depth)}(?:/|$)`);
	} catch {
		return /(?!)/;
	}
}
