/** The content of a file, or of one that is too large to be kept its size alone, in bytes. */
export type Content = { readonly bytes: Uint8Array } | { readonly size: number };

/** Files in memory, by path: beyond `limit` bytes in all the oldest go, but never the newest. */
export class BoundedFiles<File extends Content = Content> {
	/** The oldest first. */
	private readonly files = new Map<string, File>();
	private held = 0;

	constructor(private readonly limit: number) {}

	/** What was there under this path goes. */
	set(path: string, file: File): void {
		this.delete(path);
		this.files.set(path, file);
		this.held += heldBy(file);
		for (const oldest of this.files.keys()) {
			if (this.held <= this.limit || oldest === path) {
				return;
			}
			this.delete(oldest);
		}
	}

	get(path: string): File | undefined {
		return this.files.get(path);
	}

	private delete(path: string): void {
		const file = this.files.get(path);
		if (file) {
			this.files.delete(path);
			this.held -= heldBy(file);
		}
	}
}

export function sizeOf(content: Content): number {
	return 'size' in content ? content.size : content.bytes.length;
}

function heldBy(content: Content): number {
	return 'size' in content ? 0 : content.bytes.length;
}
