import type { ExtensionContext } from 'vscode';

interface Manifest {
	readonly contributes: {
		readonly configuration: {
			readonly properties: Readonly<Record<'digitClassifier.endpoints', { readonly items: object }>>;
		};
	};
}

/** The JSON schema of an entry of `digitClassifier.endpoints`, from our package.json. */
export function endpointEntrySchema({ extension }: ExtensionContext): object {
	const { contributes } = extension.packageJSON as Manifest;
	return contributes.configuration.properties['digitClassifier.endpoints'].items;
}
