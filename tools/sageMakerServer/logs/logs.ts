import { AwsError } from '../http.ts';

export interface LogEvent {
	/** Milliseconds since 1970. */
	readonly timestamp: number;
	readonly message: string;
}

export interface LogStream {
	readonly group: string;
	readonly name: string;
	readonly region: string;
	readonly events: readonly LogEvent[];
}

/** What CloudWatch Logs holds. */
export class Logs {
	readonly #streams: (LogStream & { readonly events: LogEvent[] })[] = [];
	readonly #clock: () => number;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** A new stream, as a function that writes a line into it. */
	open(group: string, name: string, region: string): (message: string) => void {
		const events: LogEvent[] = [];
		this.#streams.push({ group, name, region, events });
		return (message) => {
			events.push({ timestamp: this.#clock(), message });
		};
	}

	/** Those of a group. @throws AwsError where there is no such group */
	streams(group: string, region: string): readonly LogStream[] {
		const found = this.#streams.filter((stream) => stream.group === group && stream.region === region);
		if (found.length === 0) {
			throw new AwsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
		}
		return found;
	}
}
