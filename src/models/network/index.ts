export { classifyDigit, readNetwork, type Network } from './network.ts';
