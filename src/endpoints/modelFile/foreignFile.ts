import type { ForeignFormat } from '../../models/problems.ts';

/** By what a file starts with; as many bytes as it takes, a character each. */
const starts: readonly (readonly [ForeignFormat, RegExp])[] = [
	['tar', /^[^]{257}ustar/],
	['zip', /^PK\x03\x04/],
	['bzip2', /^BZh[1-9]/],
	['xz', /^\xfd7zXZ\0/],
	['zstd', /^\x28\xb5\x2f\xfd/],
	['sevenZip', /^7z\xbc\xaf/],
	['gitLfs', /^version https:\/\/git-lfs\.github\.com\/spec/],
	['errorPage', /^\s*(<\?xml|<!doctype|<html|<error>)/i],
	['lightGbm', /^tree\r?\nversion=/],
	['catBoost', /^CBM1/],
	// HDF5 of Keras, NumPy's arrays; safetensors: its header's length, then the header.
	['network', /^(\x89HDF\r\n|\x93NUMPY|[^]{6}\0\0\{")/],
	// CSV or libsvm rows.
	['data', /^\s*-?\d+(\.\d*)?(,-?\d|[ \t]+\d+:)/],
];

/** What a file is that is no model of XGBoost's, where it is something that is often taken for one. */
export function foreignFormatOf(bytes: Uint8Array): ForeignFormat | undefined {
	const start = startOf(bytes);
	return starts.find(([, pattern]) => pattern.test(start))?.[0];
}

/**
 * Python's pickle of any protocol: from 2 on it says which; 0 and 1, of before, start with a class, or with a
 * list or a dictionary.
 */
export function isPickle(bytes: Uint8Array): boolean {
	if (bytes[0] === 0x80) {
		return bytes[1] !== undefined && bytes[1] >= 2 && bytes[1] <= 5;
	}
	return /^(c[\w.]+\n\w+\n[\0-\x7f]|\([dl]p\d+\n|[\]}]q\0)/.test(startOf(bytes));
}

/** What an error page of S3's says: its code and message. */
export function readErrorPage(bytes: Uint8Array): string {
	const page = startOf(bytes);
	const texts = ['Code', 'Message', 'title'].map((name) => new RegExp(`<${name}>([^<]*)`).exec(page)?.[1]);
	return texts.filter((text) => text !== undefined).join(': ');
}

function startOf(bytes: Uint8Array): string {
	return new TextDecoder('latin1').decode(bytes.subarray(0, 1000));
}
