import type { Bar, Chart } from '../../presentation/evaluation/view.ts';
import { element } from '../shared/element.ts';

/** Of the drawing, and of what is left for the axes at its left, bottom, top and right. */
const [width, height] = [340, 210];
const [left, bottom, top, right] = [58, 40, 10, 14];

const x = (share: number): string => (left + share * (width - left - right)).toFixed(1);
const y = (share: number): string => (height - bottom - share * (height - top - bottom)).toFixed(1);

/** A diagram as SVG, in the theme's colors. */
export function renderChart({ title, summary, x: across, y: up, bars, line, diagonal }: Chart): HTMLElement {
	const drawing = svg(
		'svg',
		{ viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': `${title}. ${summary}` },
		...up.ticks.map(({ at }) => svg('line', { class: 'rule', x1: x(0), x2: x(1), y1: y(at), y2: y(at) })),
		...bars.map(renderBar),
		...(diagonal ? [svg('line', { class: 'diagonal', x1: x(0), x2: x(1), y1: y(0), y2: y(1) })] : []),
		...(line.length > 0
			? [svg('polyline', { class: 'line', points: line.map(([at, level]) => `${x(at)},${y(level)}`).join(' ') })]
			: []),
		...up.ticks.map(({ at, text }) =>
			svg('text', { x: `${left - 6}`, y: `${Number(y(at)) + 4}`, 'text-anchor': 'end' }, text),
		),
		...across.ticks.map(({ at, text }) =>
			svg('text', { x: x(at), y: `${height - bottom + 16}`, 'text-anchor': at === 1 ? 'end' : 'middle' }, text),
		),
		svg('text', { class: 'axis', x: x(0.5), y: `${height - 6}`, 'text-anchor': 'middle' }, across.title),
		svg(
			'text',
			{ class: 'axis', x: '0', y: '0', 'text-anchor': 'middle', transform: `translate(11 ${y(0.5)}) rotate(-90)` },
			up.title,
		),
	);
	return element(
		'figure',
		{ class: 'chart' },
		element('figcaption', {}, element('h2', {}, title), element('p', {}, summary)),
		drawing,
	);
}

function renderBar({ from, to, height: share, description, filter }: Bar): SVGElement {
	const [start, end] = [Number(x(from)), Number(x(to))];
	const area = { x: `${start}`, width: `${Math.max(1, end - start - 1)}` };
	const bar = svg('rect', { ...area, class: 'bar', y: y(share), height: `${Number(y(0)) - Number(y(share))}` });
	// What can be pressed is as high as the drawing, since a bar may have no height.
	const reach = svg('rect', { ...area, class: 'reach', y: y(1), height: `${Number(y(0)) - Number(y(1))}` });
	const link = filter && { role: 'button', tabindex: '0', 'data-filter': JSON.stringify(filter) };
	return svg(
		'g',
		{ class: 'bar-group', ...(link ?? { role: 'img' }), 'aria-label': description },
		svg('title', {}, description),
		reach,
		bar,
	);
}

function svg(
	tag: string,
	attributes: Readonly<Record<string, string>>,
	...children: readonly (Node | string)[]
): SVGElement {
	const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
	for (const [name, value] of Object.entries(attributes)) {
		node.setAttribute(name, value);
	}
	node.append(...children);
	return node;
}
