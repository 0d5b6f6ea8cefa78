import type { IncomingLimits } from '../../presentation/waysIn.ts';
import type { IncomingPicture } from './waysInProtocol.ts';

/** What was dropped or pasted: files of the system's, or addresses of VS Code's. */
export interface Incoming {
	readonly files: readonly File[];
	readonly uris: readonly string[];
}

/** VS Code's own list of what it drags; the standard one has the first alone. */
const uriLists = ['application/vnd.code.uri-list', 'text/uri-list'];

/** Whether there is anything in it that could be pictures, as far as it can be known while it is being dragged. */
export function mayHavePictures({ types }: DataTransfer): boolean {
	return ['Files', ...uriLists].some((type) => types.includes(type));
}

/** Must be asked in the event itself: afterwards all is gone. */
export function readTransfer(transfer: DataTransfer): Incoming {
	const files = [...transfer.items].flatMap((item) => {
		const file = item.kind === 'file' && !item.webkitGetAsEntry()?.isDirectory && item.getAsFile();
		return file ? [file] : [];
	});
	const list = uriLists.map((type) => transfer.getData(type)).find((text) => text !== '') ?? '';
	// Lines that begin with a number sign are comments (RFC 2483, 5).
	const uris = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
	return { files, uris: files.length > 0 ? [] : uris };
}

/** The pictures on the clipboard. Rejects where it may not be read. */
export async function readClipboard(): Promise<Incoming> {
	const items = await navigator.clipboard.read();
	const files = await Promise.all(
		items.map(async (item) => {
			const type = item.types.find((offered) => offered.startsWith('image/'));
			return type === undefined ? [] : [new File([await item.getType(type)], nameOf(type))];
		}),
	);
	return { files: files.flat(), uris: [] };
}

function nameOf(type: string): string {
	return `image.${/^image\/(\w+)/.exec(type)?.[1] ?? 'png'}`;
}

/** With their content, as far as the host takes it; files that cannot be read are left out. */
export async function readPictures(files: readonly File[], limits: IncomingLimits): Promise<IncomingPicture[]> {
	let left = limits.bytesTogether;
	const pictures = files.slice(0, limits.pictures).map(async (file): Promise<IncomingPicture[]> => {
		const { name, size } = file;
		if (size > limits.bytes || size > left) {
			return [{ name, size }];
		}
		left -= size;
		return file.arrayBuffer().then(
			(buffer) => [{ name, bytes: new Uint8Array(buffer) }],
			() => [],
		);
	});
	return (await Promise.all(pictures)).flat();
}
