/** Whether a value from outside, of a message or a saved state, is what it should be. */
export type Shape<Value> = (value: unknown) => value is Value;

/** The value of a shape. */
export type Shaped<Of> = Of extends Shape<infer Value> ? Value : never;

type Shapes<Fields> = { readonly [Name in keyof Fields]: Shape<Fields[Name]> };

export const isString: Shape<string> = (value) => typeof value === 'string';

export const isBoolean: Shape<boolean> = (value) => typeof value === 'boolean';

export const isFinite: Shape<number> = (value): value is number => Number.isFinite(value);

/** A place in an array; whether there is one of that number, the array tells. */
export const isIndex: Shape<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Bytes that nobody else can change meanwhile. */
export const isBytes: Shape<Uint8Array<ArrayBuffer>> = (value): value is Uint8Array<ArrayBuffer> =>
	value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;

export function oneOf<const Value extends string | number>(...values: readonly Value[]): Shape<Value> {
	return (value): value is Value => (values as readonly unknown[]).includes(value);
}

export function arrayOf<Item>(item: Shape<Item>): Shape<readonly Item[]> {
	return (value): value is readonly Item[] => Array.isArray(value) && Array.from<unknown>(value).every(item);
}

/** Either of two. */
export function either<One, Other>(one: Shape<One>, other: Shape<Other>): Shape<One | Other> {
	return (value): value is One | Other => one(value) || other(value);
}

/** An object with these fields and perhaps those; what else is in it is not looked at. */
export function object<Required extends object, Optional extends object = Record<never, never>>(
	required: Shapes<Required>,
	optional?: Shapes<Optional>,
): Shape<Required & Partial<Optional>> {
	return (value): value is Required & Partial<Optional> => {
		if (typeof value !== 'object' || value === null) {
			return false;
		}
		const fields = new Map<string, unknown>(Object.entries(value));
		return (
			Object.entries<Shape<unknown>>(required).every(([name, shape]) => shape(fields.get(name))) &&
			Object.entries<Shape<unknown>>(optional ?? {}).every(
				([name, shape]) => !fields.has(name) || shape(fields.get(name)),
			)
		);
	};
}
