/** Of a dataset that was to be trained on, or to be predicted elsewhere; `name` is the file's or the folder's. */
export type TrainingProblem =
	| { readonly code: 'datasetWithoutLabels'; readonly name: string }
	/** All its labels are the same. */
	| { readonly code: 'trainingClasses'; readonly name: string }
	/** Predictions are to be joined to items of which there is another number. */
	| { readonly code: 'predictionCount'; readonly expected: number; readonly received: number };
