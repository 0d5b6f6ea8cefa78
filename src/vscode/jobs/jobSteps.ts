import { env, l10n, window } from 'vscode';
import type { Caller, LoadAws } from '../../aws/index.ts';
import { jobsRolePolicy, jobsRoleTrust, partitionOf } from '../../aws/jobsRole.ts';
import { bucketPattern, roleArnPattern } from '../../core/executionRole.ts';
import { jobPrefix, type JobTarget } from '../../core/job.ts';
import { toProblem, type Problem } from '../../core/problem.ts';
import { describeProblem } from '../../presentation/problems/describeProblem.ts';
import { awsSteps } from '../picker/awsSteps.ts';
import { askText, pick, type Step } from '../picker/steps.ts';
import type { Log } from '../log.ts';
import { readSettings } from '../settings.ts';
import { signIn } from '../signIn.ts';
import { userLocale } from '../userLocale.ts';

/** What the questions are asked and answered with. */
export interface StepDependencies {
	readonly aws: LoadAws;
	readonly log: Log;
}

/** What the questions start with, such as the answers for the job before. */
export interface JobDefaults {
	readonly target?: JobTarget;
	readonly bucket?: string;
	readonly role?: string;
}

/** In whose account, where, and as whom a job is to run. */
export interface JobPlace {
	readonly target: JobTarget;
	readonly account: string;
	readonly bucket: string;
	readonly role: string;
}

export interface JobSteps {
	readonly steps: readonly Step[];
	/** What has been answered. */
	readonly place: () => JobPlace;
}

const noSignal = new AbortController().signal;

/** Asks for profile, region, bucket and execution role; says at once what is wrong with the account or the bucket. */
export function jobSteps({ aws: loadAws, log }: StepDependencies, defaults: JobDefaults): JobSteps {
	const settings = readSettings();
	const { steps, target } = awsSteps(loadAws, defaults.target, l10n.t('Which region is it to run in?'));
	let caller: Caller = { account: '', region: '' };
	let bucket = settings.bucket || (defaults.bucket ?? '');
	let role = settings.executionRole || (defaults.role ?? '');

	const askBucket: Step = async (place) => {
		const identified = await saying(log, async () => (await (await loadAws()).jobs()).identify(target(), noSignal));
		if (!identified) {
			return 'startOver';
		}
		caller = identified;
		for (;;) {
			const answer = await askText(place, {
				prompt: l10n.t('The S3 bucket of the account {0} for data and models, in {1}', caller.account, caller.region),
				// As SageMaker's own tools call theirs.
				value: bucket || `sagemaker-${caller.region}-${caller.account}`,
				validate: (text) =>
					bucketPattern.test(text)
						? undefined
						: l10n.t("A bucket's name has 3 to 63 lower-case letters, digits, hyphens and dots."),
			});
			if (typeof answer !== 'object') {
				return answer;
			}
			bucket = answer.value;
			const isThere = await saying(log, async () => {
				await (await (await loadAws()).jobs()).checkBucket(target(), bucket, noSignal);
				return true;
			});
			if (isThere) {
				return answer;
			}
		}
	};

	const askRole: Step = async (place) => {
		for (;;) {
			const answer = await pick<string | undefined>(place, {
				placeholder: l10n.t('The execution role that SageMaker takes on: choose it, or paste its ARN'),
				choices: [
					...(role === '' ? [] : [{ label: role, value: role }]),
					{
						label: `$(copy) ${l10n.t('I have none: copy the policy to hand to an administrator')}`,
						value: undefined,
					},
				],
				typed: (text) => (roleArnPattern.test(text.trim()) ? { label: text.trim(), value: text.trim() } : undefined),
			});
			if (typeof answer !== 'object') {
				return answer;
			}
			if (answer.value !== undefined) {
				role = answer.value;
				return answer;
			}
			const permissions = jobsRolePolicy({
				...caller,
				partition: partitionOf(caller.region),
				bucket,
				prefix: jobPrefix,
			});
			await env.clipboard.writeText(JSON.stringify({ trust: jobsRoleTrust, permissions }, undefined, 2));
			void window.showInformationMessage(
				l10n.t(
					'Copied: what the role must trust and allow. To create it yourself, in AWS\'s console: IAM → Roles → Create role → Custom trust policy takes "trust", an inline policy of the role "permissions". Then paste its ARN.',
				),
			);
		}
	};

	return {
		steps: [...steps, askBucket, askRole],
		place: () => {
			const { profile } = target();
			const { account, region } = caller;
			return { target: { ...(profile !== undefined && { profile }), region }, account, bucket, role };
		},
	};
}

const instanceTypes = ['ml.m5.large', 'ml.m5.xlarge', 'ml.m5.2xlarge', 'ml.c5.xlarge', 'ml.c5.2xlarge', 'ml.m4.xlarge'];

/** @param serverless its title, where that is a choice, too */
export function instanceStep(
	question: string,
	keep: (instanceType: string | undefined) => void,
	serverless?: string,
): Step {
	return async (place) => {
		const answer = await pick<string | undefined>(place, {
			placeholder: question,
			choices: [
				...(serverless === undefined ? [] : [{ label: serverless, value: undefined }]),
				...instanceTypes.map((type) => ({ label: type, value: type })),
			],
			typed: (text) => (/^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(text) ? { label: text, value: text } : undefined),
		});
		if (typeof answer === 'object') {
			keep(answer.value);
		}
		return answer;
	};
}

/** Does it; says in words, and writes down, what goes wrong, and then gives undefined. */
export async function saying<Result>(
	log: Pick<Log, 'error'>,
	work: () => Promise<Result>,
): Promise<Result | undefined> {
	try {
		return await work();
	} catch (error) {
		log.error(error);
		void tellProblem(toProblem(error));
		return undefined;
	}
}

/** Whoever is signed out can sign in at once; all else can be handed on. A notification without a button shows one line. */
async function tellProblem(problem: Problem): Promise<void> {
	const { message, detail } = describeProblem(problem, userLocale);
	const signInTitle = l10n.t('Sign In');
	const copyTitle = l10n.t('Copy Message');
	const text = [message, detail].filter(Boolean).join(' ');
	const button = problem.code === 'awsSignInNeeded' ? signInTitle : copyTitle;
	const chosen = await window.showErrorMessage(text, button);
	if (chosen === signInTitle && problem.code === 'awsSignInNeeded') {
		await signIn(problem.command.split(' '), problem.profile);
	} else if (chosen === copyTitle) {
		await env.clipboard.writeText(text);
	}
}
