export { toFeatures } from './features.ts';
export { readXgboostModel, type Objective, type XgboostModel } from './model.ts';
export { predict } from './predict.ts';
