import { digitSide, type Digit } from '../../core/image.ts';
import { modelBroken } from '../problems.ts';
import { argmax, type Prediction } from '../../core/prediction.ts';
import {
	averagePool,
	connect,
	convolve,
	maximumPool,
	pad,
	softmax,
	toConvolution,
	type Convolution,
	type FeatureMap,
	type Layer,
} from './layers.ts';
import { readSafetensors, type Safetensors } from './safetensors.ts';

/** A small convolutional network, with the parameters that training gave it. */
export interface Network {
	readonly convolutions: readonly [Convolution, Convolution, Convolution, Convolution];
	readonly linear: Layer;
	/** Divides the scores, so that the probabilities are calibrated; above 0. */
	readonly temperature: number;
}

/** The shapes of the weights, as in model/network/network.py. */
const shapes = {
	convolution1: [16, 1, 3, 3],
	convolution2: [32, 16, 3, 3],
	convolution3: [64, 32, 3, 3],
	convolution4: [64, 64, 3, 3],
	linear: [10, 64],
} as const;

/**
 * Reads a network's parameters of a safetensors file: `convolution1.weight`, `convolution1.bias` and so on in
 * PyTorch's layouts, and in the file's metadata the `temperature`.
 * @throws ProblemError `modelBroken`, `modelUnsupported`
 */
export function readNetwork(bytes: Uint8Array): Network {
	const { tensors, metadata } = readSafetensors(bytes);
	const temperature = Number(metadata.get('temperature'));
	if (!(temperature > 0 && temperature < Infinity)) {
		throw modelBroken(`the temperature is ${metadata.get('temperature')}`);
	}
	const layer = (name: keyof typeof shapes): Layer => ({
		weights: valuesOf(tensors, `${name}.weight`, shapes[name]),
		biases: valuesOf(tensors, `${name}.bias`, [shapes[name][0]]),
	});
	return {
		convolutions: [
			toConvolution(layer('convolution1')),
			toConvolution(layer('convolution2')),
			toConvolution(layer('convolution3')),
			toConvolution(layer('convolution4')),
		],
		linear: layer('linear'),
		temperature,
	};
}

function valuesOf(tensors: Safetensors['tensors'], name: string, shape: readonly number[]): Float32Array {
	const tensor = tensors.get(name);
	if (tensor?.shape.join() !== shape.join()) {
		throw modelBroken(`${name} has the shape ${tensor?.shape.join(' × ')}, not ${shape.join(' × ')}`);
	}
	return tensor.values;
}

/** What the network says of a digit; its probabilities sum to 1. The picture shrinks to 14×14, 7×7, 5×5, one point. */
export function classifyDigit(network: Network, digit: Digit): Required<Prediction> {
	const [edges, strokes, parts, shape] = network.convolutions;
	let map: FeatureMap = { side: digitSide, channels: 1, values: Float32Array.from(digit, (pixel) => pixel / 255) };
	map = maximumPool(convolve(pad(map), edges));
	map = maximumPool(convolve(pad(map), strokes));
	map = convolve(convolve(pad(map), parts), shape);
	const scores = connect(averagePool(map), network.linear);
	return { label: argmax(scores), probabilities: softmax(scores, network.temperature) };
}
