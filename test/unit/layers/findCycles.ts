/**
 * The circles in a graph of imports, each as its files in order, the first one again at the end: one for each import
 * that leads back to a file on the way to it, so that there is none where none is found.
 *
 * @param graph what each file imports
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
	const cycles: string[][] = [];
	const done = new Set<string>();
	const way: string[] = [];
	const visit = (file: string): void => {
		if (way.includes(file)) {
			cycles.push([...way.slice(way.indexOf(file)), file]);
		} else if (!done.has(file)) {
			way.push(file);
			graph.get(file)?.forEach(visit);
			way.pop();
			done.add(file);
		}
	};
	[...graph.keys()].forEach(visit);
	return cycles;
}
