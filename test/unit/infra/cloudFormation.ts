import type { PropertyType, ResourceProperties, SpecDatabase } from '@aws-cdk/service-spec-types';
import { parse, YAMLSeq, type Tags } from 'yaml';

type Tree = Readonly<Record<string, unknown>>;

/** A SAM template, with `!Ref` and the other short forms as `{ "Ref": … }` and `{ "Fn::…": … }`. */
export interface Template {
	readonly Parameters: Readonly<Record<string, Tree>>;
	readonly Mappings?: Readonly<Record<string, Tree>>;
	readonly Conditions?: Readonly<Record<string, unknown>>;
	readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Tree }>>;
	readonly Outputs?: Readonly<Record<string, Tree>>;
}

const functions = ['GetAtt', 'Sub', 'If', 'Equals', 'Not', 'And', 'FindInMap', 'Select', 'Split'];

export function parseTemplate(text: string): Template {
	const customTags: Tags = ['Ref', 'Condition', ...functions].flatMap((name) => {
		const tag = `!${name}`;
		const key = functions.includes(name) ? `Fn::${name}` : name;
		return [
			{ tag, resolve: (value: string) => ({ [key]: value }) },
			{ tag, collection: 'seq', resolve: (value) => ({ [key]: value instanceof YAMLSeq ? value.toJSON() : value }) },
		];
	});
	return parse(text, { customTags, merge: false }) as Template;
}

/**
 * What AWS's own resource specification does not know or misses of the template's resources, and names that
 * `Ref`, `Fn::GetAtt` and `Fn::Sub` use and nothing has. Of SAM's resources only the names of properties are
 * checked, and with them those of the Lambda, which SAM passes on: its part of the specification is old.
 */
export function lintTemplate(template: Template, generatedBySam: readonly string[], database: SpecDatabase): string[] {
	const findings: string[] = [];
	const resourceOf = (type: string) => database.lookup('resource', 'cloudFormationType', 'equals', type)[0];

	for (const [name, { Type, Properties }] of Object.entries(template.Resources)) {
		const resource = resourceOf(Type);
		if (!resource) {
			findings.push(`${name}: no resource ${Type}`);
			continue;
		}
		const isOfSam = Type.startsWith('AWS::Serverless::');
		const passedOn = isOfSam ? resourceOf(Type.replace('Serverless', 'Lambda'))?.properties : undefined;
		checkProperties(Properties, resource.properties, name, isOfSam, passedOn);
	}
	for (const reference of referencesIn(template)) {
		checkReference(reference);
	}
	for (const name of conditionsIn(template)) {
		if (!(name in (template.Conditions ?? {}))) {
			findings.push(`no condition has the name ${name}`);
		}
	}
	return findings;

	function checkProperties(
		values: Tree,
		known: ResourceProperties,
		path: string,
		isShallow = false,
		more: ResourceProperties = {},
	): void {
		for (const [name, property] of Object.entries(known)) {
			if (property.required && !(name in values)) {
				findings.push(`${path}.${name} is missing`);
			}
		}
		for (const [name, value] of Object.entries(values)) {
			const property = known[name];
			if (!property && !(name in more)) {
				findings.push(`${path}.${name} is unknown`);
			} else if (property && !isShallow && !fits(value, property.type, `${path}.${name}`)) {
				findings.push(`${path}.${name} is no ${property.type.type}`);
			}
		}
	}

	function fits(value: unknown, type: PropertyType, path: string): boolean {
		const choice = isTree(value) && value['Fn::If'];
		if (Array.isArray(choice)) {
			return choice.slice(1).every((branch) => fits(branch, type, path));
		}
		if (isIntrinsic(value)) {
			return true;
		}
		switch (type.type) {
			case 'string':
				return typeof value === 'string';
			case 'integer':
				return Number.isInteger(value);
			case 'number':
				return typeof value === 'number';
			case 'boolean':
				return typeof value === 'boolean';
			case 'array':
				return Array.isArray(value) && value.every((item, index) => fits(item, type.element, `${path}[${index}]`));
			case 'map':
				return (
					isTree(value) && Object.entries(value).every(([key, item]) => fits(item, type.element, `${path}.${key}`))
				);
			case 'ref':
				if (isTree(value)) {
					checkProperties(value, database.get('typeDefinition', type.reference.$ref).properties, path);
				}
				return isTree(value);
			case 'union':
				return type.types.some((one) => fits(value, one, path));
			case 'json':
				return isTree(value);
			case 'date-time':
			case 'null':
			case 'tag':
				return false;
		}
	}

	function checkReference(reference: string): void {
		const [name, attribute] = reference.split('.') as [string, string | undefined];
		const resource = template.Resources[name];
		const isKnown =
			attribute === undefined
				? name.startsWith('AWS::') || name in template.Parameters || resource || generatedBySam.includes(name)
				: resource && attribute in (resourceOf(resource.Type)?.attributes ?? {});
		if (!isKnown) {
			findings.push(`nothing has the name ${reference}`);
		}
	}
}

/** `Name` or `Name.Attribute`, without those that a `Fn::Sub` brings itself. */
function referencesIn(value: unknown): string[] {
	if (Array.isArray(value)) {
		return value.flatMap(referencesIn);
	}
	if (!isTree(value)) {
		return [];
	}
	const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': substitution, ...rest } = value;
	const [text, own] = (Array.isArray(substitution) ? substitution : [substitution ?? '']) as [string, Tree?];
	const names = Array.from(text.matchAll(/\$\{([^}]+)\}/g), ([, name]) => name as string);
	return [
		...[ref, attribute].filter((name) => typeof name === 'string'),
		...names.filter((name) => !(own && name in own)),
		...referencesIn([own, ...Object.values(rest)]),
	];
}

/** The names in `Fn::If` and `Condition`; those of policies are trees. */
function conditionsIn(value: unknown): string[] {
	if (Array.isArray(value)) {
		return value.flatMap(conditionsIn);
	}
	if (!isTree(value)) {
		return [];
	}
	const { 'Fn::If': choice, Condition: condition } = value;
	const names = [Array.isArray(choice) ? (choice[0] as unknown) : undefined, condition];
	return [...names.filter((name) => typeof name === 'string'), ...Object.values(value).flatMap(conditionsIn)];
}

function isIntrinsic(value: unknown): boolean {
	return isTree(value) && Object.keys(value).length === 1 && /^(Ref$|Fn::)/.test(Object.keys(value).join());
}

function isTree(value: unknown): value is Tree {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
