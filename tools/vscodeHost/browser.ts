import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { commandExists, run } from './processes.ts';

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Starts a headless browser: one that is there, else Debian's, where it may be installed. */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = (await findBrowser()) ?? (await installBrowser());
	return await chromium.launch({ executablePath, args: flags });
}

async function findBrowser(): Promise<string | undefined> {
	const named = process.env['CHROME_PATH'];
	if (named) {
		return named;
	}
	const { LOCALAPPDATA, PROGRAMFILES } = process.env;
	const usual: Partial<Record<NodeJS.Platform, string[]>> = {
		darwin: [
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'/Applications/Chromium.app/Contents/MacOS/Chromium',
			'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
		],
		win32: [
			...[PROGRAMFILES, LOCALAPPDATA].map((folder) =>
				join(folder ?? 'C:\\', 'Google\\Chrome\\Application\\chrome.exe'),
			),
			'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
		],
		linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'].map(
			(name) => `/usr/bin/${name}`,
		),
	};
	return [...(usual[process.platform] ?? []), ...(await playwrightBrowsers())].find(existsSync);
}

/** The browsers that Playwright has downloaded, the newest first. */
async function playwrightBrowsers(): Promise<string[]> {
	const home = homedir();
	const caches: Partial<Record<NodeJS.Platform, string>> = {
		darwin: join(home, 'Library/Caches/ms-playwright'),
		win32: join(process.env['LOCALAPPDATA'] ?? home, 'ms-playwright'),
		linux: join(home, '.cache/ms-playwright'),
	};
	const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? caches[process.platform];
	const builds = cache ? await readdir(cache).catch(() => []) : [];
	const executables = [
		'chrome-linux64/chrome',
		'chrome-linux/chrome',
		'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
		'chrome-win/chrome.exe',
	];
	return builds
		.filter((build) => build.startsWith('chromium-'))
		.sort()
		.reverse()
		.flatMap((build) => executables.map((executable) => join(cache ?? '', build, executable)));
}

async function installBrowser(): Promise<string> {
	if (process.getuid?.() !== 0 || !commandExists('apt-get')) {
		throw new Error('No Chrome or Chromium was found. Install one, or name its executable in CHROME_PATH.');
	}
	console.error('Installing Chromium with apt-get …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update', '-qq'], { env });
	await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
	return '/usr/bin/chromium';
}
