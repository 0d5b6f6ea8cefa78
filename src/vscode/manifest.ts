import { version, type ExtensionContext } from 'vscode';
import type { Versions } from '../presentation/evaluation/jsonExport.ts';

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

/** Of what made an evaluation. */
export function versionsOf({ packageJSON }: ExtensionContext['extension']): Versions {
	const { version: digitClassifier } = packageJSON as { readonly version: string };
	return { digitClassifier, vscode: version, node: process.versions.node };
}
