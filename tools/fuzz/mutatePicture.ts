import { readdirSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** The small pictures of test/fixtures, by format. */
export function readPictures(): Buffer[][] {
	const files = ['formats', 'corpus', 'golden'].flatMap((folder) =>
		readdirSync(`test/fixtures/${folder}`).map((file) => `test/fixtures/${folder}/${file}`),
	);
	return ['.jpg', '.png', '.gif', '.bmp', '.webp', '.avif', '.tif'].map((extension) =>
		files
			.filter((file) => file.endsWith(extension))
			.map((file) => readFileSync(file))
			.filter(({ length }) => length < 20_000),
	);
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Bytes on which lengths, counts and signs turn. */
const edgeBytes = [0x00, 0x01, 0x02, 0x3f, 0x40, 0x7f, 0x80, 0xc0, 0xd8, 0xda, 0xfe, 0xff];

/** Where headers are. */
const headerBytes = 200;

/**
 * A picture of any format, damaged in one to three ways by `random`: the same for the same numbers.
 * `formats` are good pictures, by format.
 */
export function mutatePicture(formats: readonly (readonly Buffer[])[], random: () => number): Buffer {
	const below = (limit: number) => Math.floor(random() * limit);
	const pick = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
	const part = (bytes: Buffer) => {
		const start = below(bytes.length);
		return bytes.subarray(start, start + 1 + below(Math.min(400, bytes.length - start)));
	};
	const mutations: readonly ((bytes: Buffer) => Buffer)[] = [
		function flip(bytes) {
			const flipped = Buffer.from(bytes);
			for (let count = 1 + below(8); count > 0; count--) {
				const place = below(bytes.length);
				flipped[place] = (flipped[place] ?? 0) ^ (1 << below(8));
			}
			return flipped;
		},
		function editHeader(bytes) {
			const edited = Buffer.from(bytes);
			for (let count = 1 + below(3); count > 0; count--) {
				edited[below(Math.min(headerBytes, bytes.length))] = pick(edgeBytes);
			}
			return edited;
		},
		function cut(bytes) {
			return Buffer.from(bytes.subarray(0, below(bytes.length)));
		},
		function remove(bytes) {
			const { byteOffset, length } = part(bytes);
			const start = byteOffset - bytes.byteOffset;
			return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
		},
		function splice(bytes) {
			const place = below(bytes.length);
			const inserted = part(random() < 0.5 ? bytes : pick(pick(formats)));
			const resumed = random() < 0.5 ? place : Math.min(bytes.length, place + inserted.length);
			return Buffer.concat([bytes.subarray(0, place), inserted, bytes.subarray(resumed)]);
		},
	];
	let bytes = pick(pick(formats));
	for (let count = 1 + below(3); count > 0 && bytes.length > 0; count--) {
		bytes = pick(mutations)(bytes);
	}
	return random() < 0.7 ? withPngChecksums(bytes) : bytes;
}

/** Makes the checksums of a PNG right again, or hardly a damage would come further than to them. */
function withPngChecksums(bytes: Buffer): Buffer {
	if (bytes.toString('latin1', 1, 4) !== 'PNG') {
		return bytes;
	}
	const repaired = Buffer.from(bytes);
	for (let offset = 8; offset + 12 <= repaired.length;) {
		const end = offset + 8 + repaired.readUInt32BE(offset);
		if (end + 4 > repaired.length) {
			break;
		}
		repaired.writeUInt32BE(crc32(repaired.subarray(offset + 4, end)), end);
		offset = end + 4;
	}
	return repaired;
}
