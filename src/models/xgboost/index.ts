export { toFeatures } from './features.ts';
export { readXgboostModel } from './model.ts';
export { predict } from './predict.ts';
