export * from './answer.ts';
export * from './csv.ts';
export * from './errors.ts';
export * from './image.ts';
export * from './normalize/index.ts';
export * from './ports.ts';
export * from './prediction.ts';
