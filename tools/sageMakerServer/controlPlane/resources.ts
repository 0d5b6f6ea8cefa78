import { AwsError } from '../http.ts';
import { account } from '../runtime/checks.ts';
import { validationException } from './validateInput.ts';

/** Something that was created in a region, by a name of its own. */
export interface Resource {
	readonly name: string;
	readonly region: string;
	readonly created: Date;
	modified: Date;
	/** Undefined of what has none. */
	readonly status?: string;
}

/** What the members of a `List…` request say that all of them have. */
export interface ListInput {
	readonly NameContains?: string;
	readonly StatusEquals?: string;
	/** Seconds since 1970, as all of these. */
	readonly CreationTimeAfter?: number;
	readonly CreationTimeBefore?: number;
	readonly LastModifiedTimeAfter?: number;
	readonly LastModifiedTimeBefore?: number;
	readonly SortBy?: string;
	readonly SortOrder?: string;
	readonly MaxResults?: number;
	readonly NextToken?: string;
}

/** What is said of resources of a kind. */
export interface ResourceKind {
	/** In ARNs, such as `training-job`. */
	readonly path: string;
	/** In sentences, such as `endpoint configuration`. */
	readonly title: string;
	/** Names of jobs are never free again but by deleting them. */
	readonly isJob?: boolean;
}

const defaultPageSize = 10;

/** All resources of a kind. */
export class Resources<T extends Resource> {
	readonly #kind: ResourceKind;
	readonly #resources: T[];

	constructor(kind: ResourceKind, resources: readonly T[] = []) {
		this.#kind = kind;
		this.#resources = [...resources];
	}

	arn(name: string, region: string): string {
		return arnOf(this.#kind.path, name, region);
	}

	find(name: string, region: string): T | undefined {
		return this.#resources.find((one) => one.name === name && one.region === region);
	}

	/** @throws AwsError */
	get(name: string, region: string): T {
		const resource = this.find(name, region);
		if (resource === undefined) {
			throw validationException(
				this.#kind.isJob
					? 'Requested resource not found.'
					: `Could not find ${this.#kind.title} "${this.arn(name, region)}".`,
			);
		}
		return resource;
	}

	/** @throws AwsError where there is one of its name */
	add(resource: T): void {
		const { name, region } = resource;
		if (this.find(name, region) !== undefined) {
			const arn = this.arn(name, region);
			throw this.#kind.isJob
				? new AwsError(
						'ResourceInUse',
						400,
						`Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`,
						{},
						'Message',
					)
				: validationException(`Cannot create already existing ${this.#kind.title} "${arn}".`);
		}
		this.#resources.push(resource);
	}

	delete(resource: T): void {
		const index = this.#resources.indexOf(resource);
		if (index !== -1) {
			this.#resources.splice(index, 1);
		}
	}

	/** A page of a list, and where the next one begins. @throws AwsError */
	list(
		input: ListInput,
		region: string,
	): { readonly page: readonly T[]; readonly token: { readonly NextToken?: string } } {
		const { NameContains: part = '', StatusEquals: status, MaxResults: size = defaultPageSize } = input;
		const found = this.#resources
			.filter((one) => one.region === region && one.name.includes(part))
			.filter((one) => status === undefined || one.status === status)
			.filter(({ created, modified }) => {
				const { CreationTimeAfter, CreationTimeBefore, LastModifiedTimeAfter, LastModifiedTimeBefore } = input;
				return (
					isWithin(created, CreationTimeAfter, CreationTimeBefore) &&
					isWithin(modified, LastModifiedTimeAfter, LastModifiedTimeBefore)
				);
			})
			.sort((a, b) => compareBy(input.SortBy ?? 'CreationTime', a, b) * (input.SortOrder === 'Ascending' ? 1 : -1));
		const start = input.NextToken === undefined ? 0 : decodeToken(input.NextToken);
		const next = start + size;
		return { page: found.slice(start, next), token: next < found.length ? { NextToken: encodeToken(next) } : {} };
	}
}

export function arnOf(kind: string, name: string, region: string): string {
	return `arn:aws:sagemaker:${region}:${account}:${kind}/${name.toLowerCase()}`;
}

/** As JSON 1.1 writes a time: in seconds since 1970. */
export function toSeconds(date: Date): number {
	return date.getTime() / 1000;
}

function isWithin(date: Date, after = -Infinity, before = Infinity): boolean {
	return toSeconds(date) > after && toSeconds(date) < before;
}

function compareBy(sortBy: string, a: Resource, b: Resource): number {
	switch (sortBy) {
		case 'Name':
			return a.name < b.name ? -1 : 1;
		case 'Status':
			return (a.status ?? '') < (b.status ?? '') ? -1 : 1;
		default:
			return a.created.getTime() - b.created.getTime();
	}
}

function encodeToken(start: number): string {
	return Buffer.from(`start=${start}`).toString('base64');
}

function decodeToken(token: string): number {
	const start = /^start=(\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1];
	if (start === undefined) {
		throw validationException('Invalid NextToken.');
	}
	return Number(start);
}
