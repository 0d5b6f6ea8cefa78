/**
 * Maps values in their order, of which some are being mapped while one is taken: `ahead` at the most. What `map` throws
 * is thrown in its place, and so is what `values` throw: when all that came before is taken.
 */
export async function* mapAhead<Value, Result>(
	values: AsyncIterable<Value>,
	map: (value: Value) => Promise<Result>,
	ahead: number,
): AsyncGenerator<Result, void, undefined> {
	const underWay: Promise<Result>[] = [];
	for await (const { mapping } of begin(values, map)) {
		// Whoever leaves early never looks at it.
		mapping.catch(() => undefined);
		underWay.push(mapping);
		if (underWay.length > ahead) {
			yield (await underWay.shift()) as Result;
		}
	}
	for (const mapping of underWay) {
		yield await mapping;
	}
}

async function* begin<Value, Result>(
	values: AsyncIterable<Value>,
	map: (value: Value) => Promise<Result>,
): AsyncGenerator<{ readonly mapping: Promise<Result> }, void, undefined> {
	try {
		for await (const value of values) {
			yield { mapping: map(value) };
		}
	} catch (error) {
		yield { mapping: Promise.reject(error) };
	}
}
