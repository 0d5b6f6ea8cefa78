import type { OtherFormat } from '../core/problem.ts';

/**
 * A format that is not read, by the file's first kilobyte as Latin-1: an SVG may begin with comments, a PDF with
 * anything. AVIF is read, and of HEIC's family.
 */
export function detectOther(start: string): OtherFormat | 'avif' | undefined {
	const brands = /^[^]{4}ftyp([^]{4})[^]{4}/.exec(start) && brandsOf(start);
	if (brands) {
		// `mif1` alone says no more than that it is a still picture: most are HEIC.
		return brands.some((brand) => /^avi[fs]$/.test(brand))
			? 'avif'
			: brands.some((brand) => heicBrands.test(brand))
				? 'heic'
				: undefined;
	}
	return signatures.find(([, signature]) => signature.test(start))?.[0];
}

/** The major brand and the compatible ones (ISO/IEC 14496-12, 4.3). */
function brandsOf(start: string): string[] {
	const length = start.charCodeAt(2) * 256 + start.charCodeAt(3);
	return start.slice(8, length).match(/[^]{4}/g) ?? [];
}

const heicBrands = /^(?:hei[cxms]|hev[cxms]|m[is]f1)$/;

const signatures: readonly (readonly [OtherFormat, RegExp])[] = [
	['jpegXl', /^(?:\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n)/],
	['jpeg2000', /^(?:\xff\x4f\xff\x51|\0\0\0\x0cjP {2}\r\n\x87\n)/],
	['ico', /^\0\0[\x01\x02]\0[^\0]\0/],
	['psd', /^8BPS/],
	['iosPng', /^\x89PNG\r\n\x1a\n[^]{4}CgBI/],
	['lfsPointer', /^version https:\/\/(?:git-lfs|hawser)\.github\.com\//],
	['pdf', /^[^]{0,1019}%PDF-/],
	['svg', /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^]*?\?>\s*|<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<(?:\w+:)?svg[\s>]/i],
];
