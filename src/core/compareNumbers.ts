/** For `sort`: −1, 0 or 1. A difference would be an object for each of millions of comparisons, a sign is none. */
export function compareNumbers(one: number, other: number): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
