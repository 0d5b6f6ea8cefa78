import { readdir, readFile } from 'node:fs/promises';

/** What a process has resident, in MB: now, and at the most so far. */
export interface Memory {
	readonly now: number;
	readonly peak: number;
}

/**
 * Of the newest process that descends from this one and has `argument` in its command line; undefined where there is
 * none, or nobody can know, as beyond Linux.
 */
export async function memoryOf(argument: string): Promise<Memory | undefined> {
	return (await memoriesOf(argument)).at(-1);
}

/** Of all such processes, the oldest first. */
export async function memoriesOf(argument: string): Promise<Memory[]> {
	const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
	const statuses = new Map<number, string>();
	for (const id of ids) {
		statuses.set(id, await readFile(`/proc/${id}/status`, 'utf8').catch(() => ''));
	}
	const parentOf = (id: number): number => Number(/^PPid:\s*(\d+)/m.exec(statuses.get(id) ?? '')?.[1] ?? 0);
	const isOurs = (id: number): boolean => id === process.pid || (id > 1 && isOurs(parentOf(id)));
	const memories: Memory[] = [];
	for (const id of ids.toSorted((one, other) => one - other)) {
		const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
		if (command.includes(argument) && isOurs(id)) {
			const megabytes = (key: string): number =>
				Math.round((Number(new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(statuses.get(id) ?? '')?.[1]) * 1024) / 1e6);
			memories.push({ now: megabytes('VmRSS'), peak: megabytes('VmHWM') });
		}
	}
	return memories;
}
