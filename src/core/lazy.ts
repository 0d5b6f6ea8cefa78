/**
 * A value made at the first call and kept for those that follow, also where they come before it is there; one that
 * failed is made anew at the next.
 */
export function lazy<Value>(make: () => Promise<Value>): () => Promise<Value> {
	let made: Promise<Value> | undefined;
	return () => {
		made ??= make().catch((error: unknown) => {
			made = undefined;
			throw error;
		});
		return made;
	};
}
