import { groupAt, type Candidate } from './findGroups.ts';
import { longer, type Group } from './groups.ts';
import { otsuThreshold } from './ink.ts';
import { soundContrast } from './isWritten.ts';
import type { LabeledComponents } from './components.ts';
import { dilate } from './morphology.ts';
import { toPixels, type Plane, type Region } from './plane.ts';

/**
 * What a digit has at least, where only paper seemed to be: its size and its distance from the picture's edge as shares
 * of the picture's shorter side, its {@link soundContrast}, and its {@link contrastToNoise}. They are chosen from 6,000
 * blank and ruled sheets, of which two pass, and 80 photos with a digit that was not found, of which 49 do.
 */
const smallest = 0.12;
const leastMargin = 0.03;
const leastContrast = 0.2;
const leastContrastToNoise = 3;

/** As a share of the digit's longer side; what is wider is a blot or a gap between squares. */
const widestStroke = 0.18;

/** How far around the ink its paper is looked at: a share of the ink's longer side, and so many pixels at least. */
const paperReach = 0.15;
const leastReach = 4;

/**
 * For pictures in which what looks most like a digit is none. Shadows, tables and ruled lines go on beyond the picture:
 * a digit may be what lies apart from its edge and stands out from the paper around it.
 */
export function lookAgain(candidates: readonly Candidate[], luma: Plane): Candidate | undefined {
	return candidates
		.flatMap((candidate) => [candidate, ...withoutEdge(candidate)])
		.map((candidate) => standingOut(candidate, luma))
		.filter(({ groups }) => groups.length > 0)
		.sort((one, other) => other.score - one.score)[0];
}

/** What is found by the threshold in which nothing has a say that touches the picture's edge, such as a table. */
function withoutEdge({ ink, components: { all, labels } }: Candidate): Candidate[] {
	const atEdge = new Set(all.filter((component) => component.atEdge > 0).map(({ label }) => label));
	const inside = ink.contrast.values.filter((_, index) => !atEdge.has(labels[index] as number));
	return atEdge.size > 0 ? [groupAt(ink, otsuThreshold(inside, ink.floor))] : [];
}

function standingOut(candidate: Candidate, luma: Plane): Candidate {
	const { components, ink } = candidate;
	const shorter = Math.min(luma.width, luma.height);
	const groups = candidate.groups.filter(
		(group) =>
			longer(group.box) >= smallest * shorter &&
			marginOf(group.box, luma) >= leastMargin * shorter &&
			group.strokeWidth <= widestStroke &&
			soundContrast(group, components, ink.contrast) >= leastContrast &&
			contrastToNoise(group, components, luma) >= leastContrastToNoise,
	);
	return { ...candidate, groups, score: groups[0]?.score ?? 0, isWritten: groups.length > 0 };
}

/** The least distance from the picture's edge, in pixels. */
function marginOf({ left, top, width, height }: Region, frame: Plane): number {
	return Math.min(left, top, frame.width - left - width, frame.height - top - height);
}

/**
 * How far the mean luma of a group is from that of the paper right around it, in standard deviations of this paper.
 * A shadow's soft edge is little darker than what is beside it, and grain and squares have their like around them.
 */
function contrastToNoise(group: Group, { labels }: LabeledComponents, luma: Plane): number {
	const own = new Set(group.components.map(({ label }) => label));
	const ink = { ...luma, values: Float32Array.from(labels, (label) => (own.has(label) ? 1 : 0)) };
	// Pixels right beside the ink are partly ink.
	const beside = dilate(ink, 1).values;
	const around = dilate(ink, toPixels(paperReach * longer(group.box), leastReach)).values;
	const inked = momentsOf(luma.values.filter((_, index) => ink.values[index] === 1));
	const paper = momentsOf(luma.values.filter((_, index) => around[index] === 1 && beside[index] === 0));
	return Math.abs(inked.mean - paper.mean) / Math.max(1, paper.deviation);
}

function momentsOf(values: Float32Array): { readonly mean: number; readonly deviation: number } {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
	return { mean, deviation: Math.sqrt(variance) };
}
