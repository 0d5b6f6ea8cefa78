interface RefusalContext {
	/** Of the AWS config files, where AWS was asked. */
	readonly profile?: string;
	readonly region?: string;
	/** By what the service finds the request in its log. */
	readonly requestId?: string;
}

/** What a model's container does not take, whoever has asked it. */
export type ModelRefusal =
	/** `bytes` of the request; where a user comes to see it, one with a single row. */
	| (RefusalContext & { readonly code: 'rowsTooLarge'; readonly bytes: number })
	/** The model was trained on another number of values than a row has. */
	| (RefusalContext & {
			readonly code: 'featureCount';
			/** The endpoint's name, or the container's address. */
			readonly asked: string;
			readonly sent: number;
			readonly expected: number;
	  })
	/** 406; `detail` is at most 1000 characters of the container's own words. */
	| (RefusalContext & { readonly code: 'acceptRefused'; readonly accept: string; readonly detail: string });

declare module './problem.ts' {
	interface Problems {
		readonly modelRefusal: ModelRefusal;
	}
}

/** What was sent, as far as a refusal may be about it. */
export interface RefusedRequest {
	readonly asked: string;
	/** Of the body. */
	readonly bytes: number;
	/** Values in each row. */
	readonly features: number;
	readonly accept: string;
}

/** What a status and the words of SageMaker's XGBoost container refuse; `undefined` where it is nothing of these. */
export function modelRefusal(
	status: number | undefined,
	words: string,
	{ asked, bytes, features, accept }: RefusedRequest,
): ModelRefusal | undefined {
	if (status === 413) {
		return { code: 'rowsTooLarge', bytes };
	}
	if (status === 406) {
		return { code: 'acceptRefused', accept, detail: words.slice(0, 1000) };
	}
	const expected = expectedFeatures(words);
	return expected === undefined ? undefined : { code: 'featureCount', asked, sent: features, expected };
}

/** XGBoost's words in its versions, and those of the container for pickled models. */
function expectedFeatures(words: string): number | undefined {
	const found =
		/num_feature\D* \((\d+) vs\. \d+\)/.exec(words) ??
		/feature size of trained model (\d+)/.exec(words) ??
		/Feature shape mismatch, expected: (\d+)/.exec(words);
	return found ? Number(found[1]) : undefined;
}
