import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import texts from '../../../package.nls.json' with { type: 'json' };
import { endpointKinds } from '../../../src/endpoints/endpointKinds.ts';

interface Property {
	readonly type?: string;
	readonly enum?: readonly string[];
	readonly default?: string | boolean;
	readonly items?: Property;
	readonly additionalProperties?: Property;
}

interface Schema {
	readonly required: readonly string[];
	readonly properties: Readonly<Record<string, Property>>;
}

/** package.json's schema of an entry of `digitClassifier.endpoints`: of all kinds, and of each one besides. */
const schema = manifest.contributes.configuration.properties['digitClassifier.endpoints'].items as unknown as Schema & {
	readonly allOf: readonly {
		readonly if: { readonly properties: { readonly type: { readonly const: string } } };
		readonly then: Schema & { readonly additionalProperties: boolean };
	}[];
	readonly defaultSnippets: readonly { readonly body: Readonly<Record<string, string>> }[];
	readonly properties: { readonly type: { readonly enum: string[]; readonly markdownEnumDescriptions: string[] } };
};

const types = endpointKinds.map(({ type }) => type).filter((type) => type !== 'builtIn');

/** The config type of each kind, as the schema its declaration stands for. */
const declared = readConfigTypes(types);

describe("package.json's schema of digitClassifier.endpoints", () => {
	test('knows the kinds, but for the built-in one', () => {
		expect(schema.properties.type.enum).toEqual(types);
		expect(schema.allOf.map((kind) => kind.if.properties.type.const)).toEqual(types);
		expect(schema.defaultSnippets.map(({ body }) => body['type'])).toEqual(types);
		expect(schema.properties.type.markdownEnumDescriptions).toEqual(
			types.map((type) => `%setting.endpoints.type.${type}%`),
		);
	});

	test.each(types)('says of %s what its config type does', (type) => {
		const kind = schema.allOf.find((candidate) => candidate.if.properties.type.const === type)?.then;
		// What all kinds have stands there empty, so that nothing else is let through.
		const properties = { ...kind?.properties, ...schema.properties };
		const described = Object.entries(properties).filter(([key]) => key !== 'type');
		expect({
			required: [...schema.required, ...(kind?.required ?? [])].sort(),
			properties: Object.fromEntries(described.map(([key, property]) => [key, withoutTexts(property)])),
		}).toEqual(declared.get(type));
		expect(Object.keys(kind?.properties ?? {}).sort()).toEqual(Object.keys(properties).sort());
		expect(kind?.additionalProperties).toBe(false);
	});

	test('has its texts', () => {
		const names = [...JSON.stringify(schema).matchAll(/"%([^%"]+)%"/g)].map(([, name]) => name as string);
		expect(names.length).toBeGreaterThan(0);
		expect(names.filter((name) => !(name in texts))).toEqual([]);
	});

	test.each(schema.defaultSnippets)('$body.type has a snippet with all that is required', ({ body }) => {
		expect(Object.keys(body)).toEqual(expect.arrayContaining([...(declared.get(body['type'] ?? '')?.required ?? [])]));
	});
});

/** What a type can tell of a property: no patterns, no descriptions. */
function withoutTexts({ type, enum: values, default: preset, items, additionalProperties }: Property): Property {
	return {
		...(type !== undefined && { type }),
		...(values && { enum: [...values].sort() }),
		...(preset !== undefined && { default: String(preset) }),
		...(items && { items }),
		...(additionalProperties && { additionalProperties }),
	};
}

/** Of `<type>/config.ts`, what it declares with the `type`. Defaults are in `@default`. */
function readConfigTypes(types: readonly string[]): Map<string, Schema> {
	const files = types.map((type) => resolve(import.meta.dirname, `../../../src/endpoints/${type}/config.ts`));
	const options = { strict: true, allowImportingTsExtensions: true, noEmit: true, types: [], skipLibCheck: true };
	const program = ts.createProgram(files, { ...options, target: ts.ScriptTarget.ES2023 });
	const checker = program.getTypeChecker();
	const typeOf = (symbol: ts.Symbol) => checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
	return new Map(
		files.flatMap((file) => {
			const source = program.getSourceFile(file);
			const module = source && checker.getSymbolAtLocation(source);
			return (module ? checker.getExportsOfModule(module) : []).map((exported) => {
				const properties = checker.getDeclaredTypeOfSymbol(exported).getProperties();
				const own = properties.find(({ name }) => name === 'type');
				const others = properties.filter((property) => property !== own);
				const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional));
				const literal = own && typeOf(own);
				return [
					literal?.isStringLiteral() ? literal.value : exported.name,
					{
						required: required.map(({ name }) => name).sort(),
						properties: Object.fromEntries(
							others.map((property) => [
								property.name,
								{ ...toSchema(typeOf(property), checker), ...defaultOf(property) },
							]),
						),
					},
				] as const;
			});
		}),
	);
}

function defaultOf(property: ts.Symbol): { readonly default?: string } {
	const tag = property.getJsDocTags().find(({ name }) => name === 'default');
	return tag ? { default: ts.displayPartsToString(tag.text) } : {};
}

function toSchema(type: ts.Type, checker: ts.TypeChecker): Property {
	if (type.flags & ts.TypeFlags.Boolean) {
		return { type: 'boolean' };
	}
	if (type.isUnion()) {
		return { enum: type.types.map((member) => (member.isStringLiteral() ? member.value : '')).sort() };
	}
	const item = checker.isArrayType(type) && checker.getIndexTypeOfType(type, ts.IndexKind.Number);
	if (item) {
		return { type: 'array', items: toSchema(item, checker) };
	}
	const value = checker.getIndexTypeOfType(type, ts.IndexKind.String);
	return value
		? { type: 'object', additionalProperties: toSchema(value, checker) }
		: { type: checker.typeToString(type) };
}
