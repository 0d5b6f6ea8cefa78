/** What XGBoost is trained with; as model/xgboost/train.py has them, but for what is done to the digits there. */
export const trainingRecipes = {
	/** SageMaker's introductory notebooks: a minute, and 8 % of MNIST's test digits wrong. */
	'getting-started': {
		objective: 'multi:softmax',
		num_round: '10',
		max_depth: '5',
		eta: '0.2',
		gamma: '4',
		min_child_weight: '6',
		subsample: '0.7',
	},
	/** This project's own, with probabilities: some 2 % wrong, and twenty times as long. */
	thorough: {
		objective: 'multi:softprob',
		num_round: '200',
		max_depth: '8',
		eta: '0.2',
		gamma: '0.5',
		min_child_weight: '1',
		subsample: '0.7',
		colsample_bytree: '0.3',
		tree_method: 'hist',
	},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type TrainingRecipe = keyof typeof trainingRecipes;

/** The hyperparameters of a training on so many classes; the error on the rows to validate by is told as it falls. */
export function hyperparametersOf(recipe: TrainingRecipe, classCount: number): Readonly<Record<string, string>> {
	return { ...trainingRecipes[recipe], num_class: `${classCount}`, eval_metric: 'merror' };
}
