import ts from 'typescript';

export interface Import {
	/** As it is written; nothing where it is computed. */
	readonly specifier: string | undefined;
	/** Of types alone: nothing of it is there when the program runs. */
	readonly isType: boolean;
}

/** All that a file imports: statically, dynamically, as types, again exported, required, or by `/// <reference>`. */
export function importsOf(path: string, text: string): Import[] {
	const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
	const imports: Import[] = [...file.referencedFiles, ...file.typeReferenceDirectives].map(({ fileName }) => ({
		specifier: fileName,
		isType: true,
	}));
	const add = (specifier: ts.Node | undefined, isType: boolean) => {
		imports.push({ specifier: specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined, isType });
	};
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) {
			add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
		} else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
			add(node.moduleSpecifier, node.isTypeOnly);
		} else if (ts.isImportTypeNode(node)) {
			add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
		} else if (ts.isExternalModuleReference(node)) {
			add(node.expression, false);
		} else if (ts.isCallExpression(node) && isImport(node.expression)) {
			add(node.arguments[0], false);
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return imports;
}

function isImport(called: ts.Expression): boolean {
	return called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require');
}
