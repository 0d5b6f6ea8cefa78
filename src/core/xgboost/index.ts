export { toFeatures } from './features.ts';
export { readXgboostModel, type XgboostModel } from './model.ts';
export { predict } from './predict.ts';
