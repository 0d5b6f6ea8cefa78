import { randomUUID } from 'node:crypto';
import {
	EventEmitter,
	FileChangeType,
	FilePermission,
	FileSystemError,
	FileType,
	Uri,
	workspace,
	type Disposable,
	type FileChangeEvent,
	type FileStat,
	type FileSystemProvider,
} from 'vscode';
import { BoundedFiles, sizeOf, type Content } from './boundedFiles.ts';
import { toFileName } from './pictureNames.ts';

/** The scheme of pictures that are no files. */
export const memoryScheme = 'digit-classifier';

/** How such a picture came in; its path begins with it. */
export type Origin = 'dropped' | 'pasted' | 'drawn' | 'dataset';

type MemoryFile = Content & {
	/** In milliseconds since 1970. */
	readonly since: number;
};

/**
 * Pictures that are no files, as read-only files of a scheme of their own: whatever is done with a file, from reading
 * it to VS Code's preview of it, is done with them in the same way. They last until the window is reloaded.
 */
export class MemoryFiles implements FileSystemProvider, Disposable {
	private readonly files: BoundedFiles<MemoryFile>;
	private readonly changes = new EventEmitter<FileChangeEvent[]>();
	private readonly registration: Disposable;
	readonly onDidChangeFile = this.changes.event;

	/** @param limit of all together, in bytes */
	constructor(readonly limit = 256e6) {
		this.files = new BoundedFiles(limit);
		this.registration = workspace.registerFileSystemProvider(memoryScheme, this, {
			isReadonly: true,
			isCaseSensitive: true,
		});
	}

	dispose(): void {
		this.registration.dispose();
		this.changes.dispose();
	}

	/** A new file beside all others of that name, in a folder that no other has or had before a reload. */
	add(origin: Origin, name: string, content: Content): Uri {
		const folder = randomUUID().slice(0, 8);
		const uri = Uri.from({ scheme: memoryScheme, path: `/${origin}/${folder}/${toFileName(name)}` });
		this.write(uri, content);
		return uri;
	}

	/** Changes what {@link add} made. */
	replace(uri: Uri, content: Content): void {
		this.write(uri, content);
		this.changes.fire([{ type: FileChangeType.Changed, uri }]);
	}

	stat(uri: Uri): FileStat {
		const file = this.fileAt(uri);
		return {
			type: FileType.File,
			ctime: file.since,
			mtime: file.since,
			size: sizeOf(file),
			permissions: FilePermission.Readonly,
		};
	}

	readFile(uri: Uri): Uint8Array {
		const file = this.fileAt(uri);
		if ('size' in file) {
			throw FileSystemError.FileNotFound(uri);
		}
		return file.bytes;
	}

	/** All changes are told of, watched or not. */
	watch(): Disposable {
		return { dispose: () => undefined };
	}

	readDirectory(uri: Uri): never {
		throw FileSystemError.FileNotFound(uri);
	}

	createDirectory(uri: Uri): never {
		throw FileSystemError.NoPermissions(uri);
	}

	writeFile(uri: Uri): never {
		throw FileSystemError.NoPermissions(uri);
	}

	delete(uri: Uri): never {
		throw FileSystemError.NoPermissions(uri);
	}

	rename(uri: Uri): never {
		throw FileSystemError.NoPermissions(uri);
	}

	private write({ path }: Uri, content: Content): void {
		this.files.set(path, { ...content, since: Date.now() });
	}

	private fileAt(uri: Uri): MemoryFile {
		const file = this.files.get(uri.path);
		if (!file) {
			throw FileSystemError.FileNotFound(uri);
		}
		return file;
	}
}
