import { digitPixels, digitSide, type Digit } from '../../core/image.ts';
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
	convolution2: [32, 16, 3, 3],
	convolution3: [64, 32, 3, 3],
	convolution4: [64, 64, 3, 3],
} as const;

/** How many values the last layer takes of the last convolution. */
const features = 64;

/**
 * Reads a network's parameters of a safetensors file: `convolution1.weight`, `convolution1.bias` and so on in
 * PyTorch's layouts, and in the file's metadata the `temperature`. It takes so many planes of 28×28, and tells so many
 * classes from each other.
 * @throws ProblemError `modelBroken`, `modelUnsupported`
 */
export function readNetwork(bytes: Uint8Array, { planes = 1, classes = 10 } = {}): Network {
	const { tensors, metadata } = readSafetensors(bytes);
	const temperature = Number(metadata.get('temperature'));
	if (!(temperature > 0 && temperature < Infinity)) {
		throw modelBroken(`the temperature is ${metadata.get('temperature')}`);
	}
	const layer = (name: string, shape: readonly [outputs: number, ...inputs: number[]]): Layer => ({
		weights: valuesOf(tensors, `${name}.weight`, shape),
		biases: valuesOf(tensors, `${name}.bias`, [shape[0]]),
	});
	const convolution = (name: keyof typeof shapes): Convolution => toConvolution(layer(name, shapes[name]));
	return {
		convolutions: [
			toConvolution(layer('convolution1', [16, planes, 3, 3])),
			convolution('convolution2'),
			convolution('convolution3'),
			convolution('convolution4'),
		],
		linear: layer('linear', [classes, features]),
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

/** What the network says of a digit; its probabilities sum to 1. */
export function classifyDigit(network: Network, digit: Digit): Required<Prediction> {
	const scores = scoresOf(network, [digit]);
	return { label: argmax(scores), probabilities: softmax(scores, network.temperature) };
}

/** A score for each class, before the temperature. The picture shrinks to 14×14, 7×7, 5×5, one point. */
export function scoresOf(network: Network, planes: readonly Digit[]): Float32Array {
	const [edges, strokes, parts, shape] = network.convolutions;
	const values = new Float32Array(digitPixels * planes.length);
	for (const [plane, pixels] of planes.entries()) {
		for (let index = 0; index < digitPixels; index++) {
			values[index * planes.length + plane] = (pixels[index] as number) / 255;
		}
	}
	let map: FeatureMap = { side: digitSide, channels: planes.length, values };
	map = maximumPool(convolve(pad(map), edges));
	map = maximumPool(convolve(pad(map), strokes));
	map = convolve(convolve(pad(map), parts), shape);
	return connect(averagePool(map), network.linear);
}
