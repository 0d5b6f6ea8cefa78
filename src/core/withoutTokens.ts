/** A word or several, as `imagesOld2`, and numbers. */
const words = /^(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)?\d*$/;

/** Leaves out what looks like a key or a token; no sentence or request ID does, nor most names of a path. */
export function withoutTokens(text: string): string {
	return text.replace(/[A-Za-z0-9+=_/-]{40,}|\b(AKIA|ASIA)[A-Z0-9]{12,}/g, (run) => {
		const names = run.split('/').map((name) => (isReadable(name) ? name : undefined));
		const length = names.reduce((sum, name = '') => sum + name.length, 0);
		return 2 * length > run.length ? names.map((name) => name ?? '…').join('/') : '…';
	});
}

function isReadable(name: string): boolean {
	return name.length < 40 && name.split(/[_-]/).every((piece) => words.test(piece));
}
