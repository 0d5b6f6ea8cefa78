import type { GrayImage } from '../core/image.ts';
import { scratch } from '../core/scratch.ts';

/** What one pixel of the result covers of a row or column: pixels from `first` up to `end`, the outer ones in part. */
interface Span {
	readonly first: number;
	readonly end: number;
	readonly firstWeight: number;
	readonly lastWeight: number;
}

/**
 * Reduces by area averages, about by the greatest whole factor that leaves the shorter side `minimumSide` pixels or
 * more. The result covers the picture from edge to edge in equal cells, so that its geometry is exact.
 *
 * Preprocessing's `resample` averages areas, too, no faster; but it goes through 32-bit floats, and rounds 3 of 1000
 * pixels another way.
 * @param extent what counts of `image`, in its pixels: less than its size where its last column or row is not full.
 */
export function reduce(
	image: GrayImage,
	extent: { readonly width: number; readonly height: number },
	minimumSide: number,
): GrayImage {
	const factor = Math.max(1, Math.floor(Math.min(extent.width, extent.height) / minimumSide));
	const width = Math.max(1, Math.floor(extent.width / factor));
	const height = Math.max(1, Math.floor(extent.height / factor));
	if (width === image.width && height === image.height) {
		return image;
	}
	const columns = spans(extent.width, width);
	const rows = spans(extent.height, height);
	const area = (extent.width / width) * (extent.height / height);
	const pixels = scratch(Uint8Array, width * height);
	const sums = new Float64Array(width);
	for (const [y, row] of rows.entries()) {
		sums.fill(0);
		for (let sourceY = row.first; sourceY < row.end; sourceY++) {
			const weight = weightIn(row, sourceY);
			const start = sourceY * image.width;
			for (let x = 0; x < width; x++) {
				const { first, end, firstWeight, lastWeight } = columns[x] as Span;
				let sum = (image.pixels[start + first] as number) * firstWeight;
				for (let source = start + first + 1; source < start + end - 1; source++) {
					sum += image.pixels[source] as number;
				}
				if (end - first > 1) {
					sum += (image.pixels[start + end - 1] as number) * lastWeight;
				}
				sums[x] = (sums[x] as number) + weight * sum;
			}
		}
		for (let x = 0; x < width; x++) {
			pixels[y * width + x] = Math.round((sums[x] as number) / area);
		}
	}
	return { width, height, pixels };
}

/** Cuts `extent` pixels into `count` equal spans. */
function spans(extent: number, count: number): Span[] {
	return Array.from({ length: count }, (_, index) => {
		const start = (extent * index) / count;
		const stop = (extent * (index + 1)) / count;
		const first = Math.floor(start);
		const end = Math.ceil(stop);
		return { first, end, firstWeight: Math.min(stop, first + 1) - start, lastWeight: stop - (end - 1) };
	});
}

function weightIn({ first, end, firstWeight, lastWeight }: Span, index: number): number {
	return index === first ? firstWeight : index === end - 1 ? lastWeight : 1;
}
