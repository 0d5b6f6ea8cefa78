import { l10n, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import type { PictureFile } from '../../datasets/pictureFiles.ts';
import { pathInClass } from '../../datasets/pathInClass.ts';
import type { EvaluationRun } from './evaluationRun.ts';

/** A picture that was moved to the folder of another class. */
export interface MovedPicture {
	readonly index: number;
	readonly from: PictureFile;
	readonly label: number;
	readonly to: PictureFile;
}

/** Whether a picture's label can be changed by moving it: where folders name the classes. */
export function canMovePictures({ record, files }: EvaluationRun): boolean {
	const { facts } = record.dataset;
	const [first] = files?.groups ?? [];
	return (
		facts.kind === 'pictures' &&
		facts.labelsFrom.folder > 0 &&
		first !== undefined &&
		workspace.fs.isWritableFileSystem(Uri.parse(first.folder, true).scheme) !== false
	);
}

/** Moves a picture to the folder of a class; resolves to undefined where that cannot be, which it says in words. */
export async function movePicture(run: EvaluationRun, index: number, label: number): Promise<MovedPicture | undefined> {
	const { files } = run;
	if (!files || index >= files.count) {
		return undefined;
	}
	const from = files.at(index);
	const folders = files.groups.map((group) => `${group.path}/`);
	const path = pathInClass(files.pathOf(index), label, run.record.classes, folders);
	if (path === undefined) {
		void window.showWarningMessage(l10n.t('{0} is in no folder that is named as a class is.', files.pathOf(index)));
		return undefined;
	}
	const depth = from.path.split('/').length;
	const root = Uri.joinPath(Uri.parse(from.folder, true), ...Array<string>(depth).fill('..'));
	const to = toPictureFile(root, path);
	const moved = { index, from, label: run.results.truth.first(index), to };
	if (!(await rename(from, to))) {
		return undefined;
	}
	run.setFile(index, to, label);
	return moved;
}

/** Moves it back; resolves to whether that could be. */
export async function movePictureBack(run: EvaluationRun, { index, from, to, label }: MovedPicture): Promise<boolean> {
	const isBack = await rename(to, from);
	if (isBack) {
		run.setFile(index, from, label);
	}
	return isBack;
}

/** @param path below the root, which is above the folder that was chosen */
function toPictureFile(root: Uri, path: string): PictureFile {
	const end = path.lastIndexOf('/');
	return {
		folder: Uri.joinPath(root, path.slice(0, end)).toString(),
		path: path.slice(0, end),
		name: path.slice(end + 1),
	};
}

/** Never over another file. */
async function rename(from: PictureFile, to: PictureFile): Promise<boolean> {
	const [source, target] = [from, to].map(({ folder, name }) => Uri.joinPath(Uri.parse(folder, true), name)) as [
		Uri,
		Uri,
	];
	const isTaken = await workspace.fs.stat(target).then(
		() => true,
		() => false,
	);
	if (isTaken) {
		void window.showWarningMessage(l10n.t('A file of that name is there already: {0}', `${to.path}/${to.name}`));
		return false;
	}
	const edit = new WorkspaceEdit();
	edit.renameFile(source, target, { overwrite: false });
	const isDone = await workspace.applyEdit(edit);
	if (!isDone) {
		void window.showWarningMessage(l10n.t('The file could not be moved: {0}', `${from.path}/${from.name}`));
	}
	return isDone;
}
