import { AwsError } from '../http.ts';
import model from './shapes.json' with { type: 'json' };

interface Shape {
	readonly type: string;
	readonly required?: readonly string[];
	readonly members?: Readonly<Record<string, string>>;
	readonly enum?: readonly string[];
	/** Of a text or a list its length, of a number its value. */
	readonly min?: number;
	readonly max?: number;
	readonly pattern?: string;
	/** Of a list. */
	readonly member?: string;
	/** Of a map. */
	readonly key?: string;
	readonly value?: string;
}

const shapes: Readonly<Record<string, Shape>> = model.shapes;

/** Whether SageMaker's model has an operation of this name, as far as the server knows it. */
export function isKnownOperation(operation: string): operation is keyof typeof model.inputs {
	return Object.hasOwn(model.inputs, operation);
}

/**
 * Checks an operation's input against all that AWS's model of the service says of it: members that must be there, types,
 * lengths, ranges, patterns and sets of values.
 * @throws AwsError in the words of the service.
 */
export function validateInput(operation: keyof typeof model.inputs, input: unknown): void {
	const errors: string[] = [];
	check(model.inputs[operation], input, '', errors);
	if (errors.length > 0) {
		const count = `${errors.length} validation error${errors.length === 1 ? '' : 's'} detected: `;
		throw validationException(count + errors.join('; '));
	}
}

export function validationException(message: string): AwsError {
	return new AwsError('ValidationException', 400, message);
}

function check(name: string, value: unknown, path: string, errors: string[]): void {
	const shape = shapes[name] as Shape;
	const violate = (constraint: string) => {
		errors.push(`Value ${print(value)} at '${path}' failed to satisfy constraint: ${constraint}`);
	};
	switch (shape.type) {
		case 'structure':
			return checkStructure(shape, asObject(value, path), path, errors);
		case 'list': {
			if (!Array.isArray(value)) {
				throw wrongType(path, 'list');
			}
			checkLength(shape, value.length, violate);
			value.forEach((item, index) => check(shape.member as string, item, `${path}.${index + 1}.member`, errors));
			return;
		}
		case 'map': {
			const entries = Object.entries(asObject(value, path));
			checkLength(shape, entries.length, violate);
			for (const [key, one] of entries) {
				check(shape.key as string, key, `${path}.${key}.key`, errors);
				check(shape.value as string, one, `${path}.${key}.value`, errors);
			}
			return;
		}
		case 'string':
			return checkText(shape, value, path, violate);
		case 'boolean':
			if (typeof value !== 'boolean') {
				throw wrongType(path, 'boolean');
			}
			return;
		default:
			return checkNumber(shape, value, path, violate);
	}
}

function checkStructure(shape: Shape, value: object, path: string, errors: string[]): void {
	const fields = value as Readonly<Record<string, unknown>>;
	for (const [member, of] of Object.entries(shape.members ?? {})) {
		const memberPath = (path && `${path}.`) + member.charAt(0).toLowerCase() + member.slice(1);
		const one = fields[member];
		if (one !== undefined && one !== null) {
			check(of, one, memberPath, errors);
		} else if (shape.required?.includes(member)) {
			errors.push(`Value null at '${memberPath}' failed to satisfy constraint: Member must not be null`);
		}
	}
}

function checkText(shape: Shape, value: unknown, path: string, violate: (constraint: string) => void): void {
	if (typeof value !== 'string') {
		throw wrongType(path, 'string');
	}
	checkLength(shape, value.length, violate);
	if (shape.enum && !shape.enum.includes(value)) {
		violate(`Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
	}
	if (shape.pattern !== undefined && !wholly(shape.pattern).test(value)) {
		violate(`Member must satisfy regular expression pattern: ${shape.pattern}`);
	}
}

function checkNumber(shape: Shape, value: unknown, path: string, violate: (constraint: string) => void): void {
	if (typeof value !== 'number' || ((shape.type === 'integer' || shape.type === 'long') && !Number.isInteger(value))) {
		throw wrongType(path, shape.type);
	}
	if (shape.min !== undefined && value < shape.min) {
		violate(`Member must have value greater than or equal to ${shape.min}`);
	}
	if (shape.max !== undefined && value > shape.max) {
		violate(`Member must have value less than or equal to ${shape.max}`);
	}
}

function checkLength({ min, max }: Shape, length: number, violate: (constraint: string) => void): void {
	if (min !== undefined && length < min) {
		violate(`Member must have length greater than or equal to ${min}`);
	}
	if (max !== undefined && length > max) {
		violate(`Member must have length less than or equal to ${max}`);
	}
}

/** The services match the whole value, as Java does, and their patterns are Java's. */
function wholly(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '');
}

function asObject(value: unknown, path: string): object {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw wrongType(path, 'structure');
	}
	return value;
}

function wrongType(path: string, type: string): AwsError {
	return new AwsError('SerializationException', 400, `The value at '${path}' is no ${type}.`);
}

function print(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : `'${String(value)}'`;
}
