/**
 * What chosen folders are called: each by its own name, or where others are called so by as much of its path as tells
 * them apart. What is asked for several times has one name.
 * @param paths with `/` between
 */
export function rootNames(paths: readonly string[]): Map<string, string> {
	const chosen = new Set(paths);
	return new Map(Array.from(chosen, (path) => [path, shortestTail(path, chosen)]));
}

function shortestTail(path: string, chosen: ReadonlySet<string>): string {
	const parts = path.split('/').filter((part) => part !== '');
	const tails = parts.map((_, index) => parts.slice(index).join('/')).reverse();
	return tails.find((tail) => [...chosen].every((other) => other === path || !other.endsWith(`/${tail}`))) ?? path;
}
