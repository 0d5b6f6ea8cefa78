export { levelsOf, toFeatures } from './features.ts';
export { readXgboostModel, type XgboostModel } from './model.ts';
export { predict, predictRows } from './predict.ts';
export { predictTogether, type EnsembleMember } from './predictTogether.ts';
export { isReader } from './readers.ts';
