import { l10n, window } from 'vscode';

/** Asks for the current code of a device; `undefined` where the user leaves. */
export async function askMfaCode(serial: string): Promise<string | undefined> {
	const code = await window.showInputBox({
		title: l10n.t('MFA Code'),
		prompt: l10n.t('The code that {0} shows now', serial),
		placeHolder: '123456',
		ignoreFocusOut: true,
		validateInput: (text) => (/^\d{6}$/.test(text.trim()) ? undefined : l10n.t('Enter the six digits.')),
	});
	return code?.trim();
}
