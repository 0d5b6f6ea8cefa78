/** Of our panels: in the manifest's activation events, too. */
export const resultsViewType = 'digitClassifier.panel';
export const evaluationViewType = 'digitClassifier.evaluation';
