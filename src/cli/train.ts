import { open, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { createDigitReader, trainingUploads } from '../app/rowUploads.ts';
import { checkSplit, splitRows } from '../app/splitRows.ts';
import { trainJob } from '../app/trainJob.ts';
import { lazyAws, type Jobs } from '../aws/index.ts';
import { defaultXgboostImage, xgboostImages } from '../aws/xgboostImages.ts';
import { bucketPattern, roleArnPattern } from '../core/executionRole.ts';
import { hasEnded, pollPauses, type TrainJob } from '../core/job.ts';
import { toProblem } from '../core/problem.ts';
import { trainingRecipes, type TrainingRecipe } from '../core/trainingRecipe.ts';
import { readLabels } from '../datasets/readLabels.ts';
import { digitClasses } from '../datasets/trueLabel.ts';
import { createImageWorker } from '../imageWorker/createImageWorker.ts';
import { toJobView } from '../presentation/jobs/jobView.ts';
import { startText } from '../presentation/jobs/startText.ts';
import { describeProblem } from '../presentation/problems/describeProblem.ts';
import { english } from './english.ts';
import { openDataset } from './openDataset.ts';
import { oneOf, parseOptions, UsageError } from './parseArguments.ts';

/** What the process has. */
export interface TrainSurroundings {
	/** Of MNIST's training digits, which are trained on where nothing else is said. */
	readonly mnist: string;
	readonly workerUrl: URL;
	readonly print: (text: string) => void;
	/** Resolves to whether the user says yes. */
	readonly ask: (question: string) => Promise<boolean>;
	readonly signal: AbortSignal;
}

const usage = `npm run train -- --bucket NAME --role ARN [DATASET] [options]

Trains XGBoost on SageMaker: on MNIST's training digits, or on a folder of pictures, an idx file or CSV rows with labels.

  --bucket NAME         an S3 bucket of yours in the region, for the rows and the model
  --role ARN            the execution role that SageMaker takes on; npm run jobs-role says what it needs
  --recipe NAME         ${Object.keys(trainingRecipes).join(', ')}; default: getting-started
  --instance-type TYPE  default: ml.m5.large
  --image VERSION       ${xgboostImages.join(', ')}; default: ${defaultXgboostImage}
  --out FILE            where the model.tar.gz goes on this machine; default: it stays in S3
  --name NAME           of a training that was broken off: goes on with it
  --profile NAME        of your AWS config files
  --region NAME         default: the profile's
  --yes                 does not ask before it starts
`;

/** Resolves to the exit code: 0 where there is a model, 1 where there is none yet, 2 where nothing was started. */
export async function train(args: readonly string[], surroundings: TrainSurroundings): Promise<number> {
	const { print, signal } = surroundings;
	let job: TrainJob | undefined;
	try {
		const options = parse(args);
		if (options === 'help') {
			print(usage);
			return 0;
		}
		const jobs = await (await lazyAws()()).jobs();
		job = await start(options, jobs, surroundings);
		if (!job) {
			return 2;
		}
		job = await follow(job, jobs, print, signal);
		print(`\n${toJobView(job, undefined, english).facts.join('\n')}\n`);
		if (job.state !== 'completed' || job.artifact === undefined) {
			return 1;
		}
		await tellNext(job, job.artifact, options.out, jobs, surroundings);
		return 0;
	} catch (error) {
		if (signal.aborted) {
			print('\nBroken off here.\n');
		} else if (error instanceof UsageError) {
			print(`${error.message}\n\n${usage}`);
		} else {
			const { message, detail = '' } = describeProblem(toProblem(error), english);
			print(`${message}\n${detail}\n`);
		}
		if (job && !hasEnded(job)) {
			print(`The training goes on in SageMaker. To follow it again, add --name ${job.name}\n`);
		}
		return job || signal.aborted ? 1 : 2;
	}
}

type Options = Exclude<ReturnType<typeof parse>, 'help'>;

/** @throws UsageError */
function parse(args: readonly string[]) {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean', default: false } as const;
	const { values, positionals } = parseOptions({
		args: [...args],
		allowPositionals: true,
		options: {
			bucket: text,
			role: text,
			recipe: { ...text, default: 'getting-started' },
			'instance-type': { ...text, default: 'ml.m5.large' },
			image: { ...text, default: defaultXgboostImage },
			out: text,
			name: text,
			profile: text,
			region: text,
			yes: flag,
			help: flag,
		},
	});
	if (values.help) {
		return 'help';
	}
	const [path, ...others] = positionals;
	if (others.length > 0) {
		throw new UsageError(`One folder or file, not also: ${others.join(' ')}`);
	}
	const { bucket = '', role = '', name, out, yes, profile, region } = values;
	if (!bucketPattern.test(bucket)) {
		throw new UsageError('--bucket names an S3 bucket of yours.');
	}
	if (!roleArnPattern.test(role)) {
		throw new UsageError('--role is the ARN of a role, such as arn:aws:iam::123456789012:role/digit-classifier-jobs.');
	}
	return {
		...{ bucket, role, name, out, yes },
		target: { ...(profile !== undefined && { profile }), ...(region !== undefined && { region }) },
		recipe: oneOf('--recipe', Object.keys(trainingRecipes) as TrainingRecipe[], values.recipe),
		image: oneOf('--image', xgboostImages, values.image),
		instanceType: values['instance-type'],
		path,
	};
}

/** Says what it will create, and starts it; undefined where that is not wanted. */
async function start(options: Options, jobs: Jobs, surroundings: TrainSurroundings): Promise<TrainJob | undefined> {
	const { mnist, workerUrl, print, ask, signal } = surroundings;
	const { bucket, role, image, instanceType, recipe, name, out, path = mnist } = options;
	const warn = (text: string): void => print(`${text}\n`);
	const dataset = await openDataset(path, { classes: digitClasses, labelRule: 'auto', signal, warn });
	const split = splitRows(await readLabels(dataset, signal));
	checkSplit(dataset.name, split);
	const { account, region } = await jobs.identify(options.target, signal);
	const target = { ...options.target, region };
	await jobs.checkBucket(target, bucket, signal);
	const where = { target, account, bucket, role, image, instanceType };
	const planned = trainJob(where, dataset.name, split, recipe, new Date());
	const job = name === undefined ? planned : { ...planned, name };
	const { message, detail } = startText(job, undefined, english);
	print(`${message}\n\n${detail}\n\n`);
	if (!options.yes && !(await ask('Start it? [y/N] '))) {
		return undefined;
	}
	if (out !== undefined) {
		await checkOut(out);
	}
	const worker = createImageWorker({ workerUrl });
	try {
		const uploads = trainingUploads(dataset, split, createDigitReader(worker.prepare, 'auto', signal), signal);
		// On one line, over and over.
		return await jobs.start(job, uploads, (count) => print(`\rFiles in S3: ${count}`), signal);
	} catch (error) {
		print(`\nWhat is in S3 stays. To go on with it, add --name ${job.name}`);
		throw error;
	} finally {
		print('\n');
		worker.dispose();
	}
}

/** Before a long training: rejects with a `UsageError` where the file cannot be written. */
async function checkOut(path: string): Promise<void> {
	try {
		await (await open(path, 'a')).close();
	} catch (error) {
		throw new UsageError(`--out cannot be written: ${path}: ${String(error)}`, { cause: error });
	}
}

async function follow(
	started: TrainJob,
	jobs: Jobs,
	print: (text: string) => void,
	signal: AbortSignal,
): Promise<TrainJob> {
	let job = started;
	let shown = '';
	for (const pause of pollPauses()) {
		job = await jobs.refresh(job, signal);
		const { label, description } = toJobView(job, undefined, english);
		if (label !== shown) {
			shown = label;
			print(`${description}: ${label}\n`);
		}
		if (hasEnded(job)) {
			break;
		}
		await setTimeout(pause, undefined, { signal });
	}
	return job;
}

async function tellNext(
	{ target, bucket, name }: TrainJob,
	artifact: string,
	out: string | undefined,
	jobs: Jobs,
	{ print, signal }: TrainSurroundings,
): Promise<void> {
	if (out !== undefined) {
		await writeFile(out, await jobs.download(target, artifact, 2 ** 30, signal));
		print(`\nOn this machine: ${out}. To try it, into "digitClassifier.endpoints" of your settings.json:\n`);
		print(`${JSON.stringify({ type: 'modelFile', name, path: out })}\n`);
	}
	const profile = target.profile === undefined ? '' : ` --profile ${target.profile}`;
	print(
		`\nTo deploy it:\nnpm run deploy -- --model ${artifact} --bucket ${bucket} --region ${target.region}${profile}\n`,
	);
}
