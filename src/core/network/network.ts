import { digitSide, type Digit } from '../image.ts';
import { modelBroken } from '../modelProblems.ts';
import { argmax, type Prediction } from '../prediction.ts';
import { connect, convolve, maximumPool, softmax, type Layer } from './layers.ts';
import { readSafetensors, type Safetensors } from './safetensors.ts';

/** A small convolutional network, with the parameters that training gave it. */
export interface Network {
	/** 5×5, stride 2. */
	readonly conv1: Layer;
	/** 3×3, then pooling. */
	readonly conv2: Layer;
	/** 3×3, then pooling. */
	readonly conv3: Layer;
	readonly linear: Layer;
	/** Divides the scores, so that the probabilities are calibrated; above 0. */
	readonly temperature: number;
}

/** The shapes of the weights. The picture shrinks from 28×28 to 14×14, 7×7 and 3×3. */
const shapes = {
	conv1: [12, 1, 5, 5],
	conv2: [24, 12, 3, 3],
	conv3: [48, 24, 3, 3],
	linear: [10, 48 * 3 * 3],
} as const;

/**
 * Reads a network's parameters of a safetensors file: `conv1.weight`, `conv1.bias` and so on in PyTorch's layouts,
 * and in the file's metadata the `temperature`.
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
	return { conv1: layer('conv1'), conv2: layer('conv2'), conv3: layer('conv3'), linear: layer('linear'), temperature };
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
	const picture = { count: 1, side: digitSide, values: Float32Array.from(digit, (pixel) => pixel / 255) };
	const lines = convolve(picture, network.conv1, 5, 2);
	const parts = maximumPool(convolve(lines, network.conv2, 3));
	const whole = maximumPool(convolve(parts, network.conv3, 3));
	const scores = connect(whole.values, network.linear);
	return { label: argmax(scores), probabilities: softmax(scores, network.temperature) };
}
