import { posix } from 'node:path';
import { importsOf, type Import } from './importsOf.ts';
import { compositionRoots, layers, type Layer } from './layers.ts';

/** The entry of {@link layers} or {@link compositionRoots} for a file of src/; its path is as of the project's root. */
export function layerOf(path: string): Layer | undefined {
	const [top, name = '', ...rest] = path.split('/');
	if (top !== 'src') {
		return undefined;
	}
	return rest.length > 0 ? layers[name] : compositionRoots[name];
}

/** The file that a relative import means, as of the project's root. */
export function resolveImport(path: string, specifier: string): string {
	return posix.join(posix.dirname(path), specifier);
}

/** What a file of src/ imports against its layer's entry in {@link layers}, as it is written. */
export function findBreaches(path: string, text: string): string[] {
	const layer = layerOf(path);
	if (!layer) {
		return [`${path} is in no layer`];
	}
	return importsOf(path, text)
		.filter((imported) => !isAllowed(path, layer, imported))
		.map(({ specifier }) => `${path}: ${specifier ?? 'a computed import'}`);
}

function isAllowed(path: string, layer: Layer, { specifier, isType }: Import): boolean {
	if (specifier === undefined) {
		return false;
	}
	if (!specifier.startsWith('.')) {
		return layer.packages.some((name) =>
			name.endsWith('*')
				? specifier.startsWith(name.slice(0, -1))
				: specifier === name || specifier.startsWith(`${name}/`),
		);
	}
	const target = resolveImport(path, specifier);
	const isIn = (place = '') => target === `src/${place}` || target.startsWith(`src/${place}/`);
	const own = path.split('/')[1];
	return isIn(own) || layer.layers.some(isIn) || (isType && (layer.types ?? []).some(isIn));
}
