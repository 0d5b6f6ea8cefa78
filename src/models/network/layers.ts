/** What a layer hands to the next: `channels` values at each point of a square, row-major, a point's side by side. */
export interface FeatureMap {
	readonly side: number;
	readonly channels: number;
	/** `side` × `side` × `channels` long. */
	readonly values: Float32Array;
}

/** A layer's parameters; `weights` as PyTorch lays them out: by output, input, and row and column of the kernel. */
export interface Layer {
	readonly weights: Float32Array;
	/** One per output. */
	readonly biases: Float32Array;
}

/** A convolution with kernels of 3×3, its weights in the order in which {@link convolve} takes them. */
export interface Convolution extends Layer {
	readonly inputs: number;
}

const kernelSide = 3;

/** So many outputs are summed up at once, in the processor's registers: three times as fast as one by one. */
const lanes = 4;

/** The number of outputs is a multiple of four. */
export function toConvolution({ weights, biases }: Layer): Convolution {
	const taps = kernelSide * kernelSide;
	const inputs = weights.length / biases.length / taps;
	const ordered = new Float32Array(weights.length);
	let from = 0;
	for (let output = 0; output < biases.length; output++) {
		const block = Math.floor(output / lanes) * taps * inputs * lanes + (output % lanes);
		for (let input = 0; input < inputs; input++) {
			for (let tap = 0; tap < taps; tap++, from++) {
				ordered[block + (tap * inputs + input) * lanes] = weights[from] as number;
			}
		}
	}
	return { inputs, weights: ordered, biases };
}

/** The convolution where the kernel lies inside the map, so two points less a side; then ReLU: nothing is below 0. */
export function convolve(map: FeatureMap, { inputs, weights, biases }: Convolution): FeatureMap {
	const side = map.side - kernelSide + 1;
	const channels = biases.length;
	const values = new Float32Array(side * side * channels);
	const source = map.values;
	const stride = map.side * inputs;
	const span = kernelSide * inputs;
	for (let point = 0, to = 0; point < side * side; point++) {
		const corner = (Math.floor(point / side) * map.side + (point % side)) * inputs;
		for (let output = 0, at = 0; output < channels; output += lanes, to += lanes) {
			let first = biases[output] as number;
			let second = biases[output + 1] as number;
			let third = biases[output + 2] as number;
			let fourth = biases[output + 3] as number;
			for (let row = 0; row < kernelSide; row++) {
				// A row of the kernel meets values that lie side by side.
				const start = corner + row * stride;
				for (let from = start; from < start + span; from++, at += lanes) {
					const value = source[from] as number;
					first += value * (weights[at] as number);
					second += value * (weights[at + 1] as number);
					third += value * (weights[at + 2] as number);
					fourth += value * (weights[at + 3] as number);
				}
			}
			values[to] = Math.max(0, first);
			values[to + 1] = Math.max(0, second);
			values[to + 2] = Math.max(0, third);
			values[to + 3] = Math.max(0, fourth);
		}
	}
	return { side, channels, values };
}

/** The map with zeros around it, one point wide, so that a convolution leaves it as large as it is. */
export function pad({ side, channels, values }: FeatureMap): FeatureMap {
	const padded = new Float32Array((side + 2) * (side + 2) * channels);
	for (let row = 0; row < side; row++) {
		const from = row * side * channels;
		padded.set(values.subarray(from, from + side * channels), ((row + 1) * (side + 2) + 1) * channels);
	}
	return { side: side + 2, channels, values: padded };
}

/** The greatest of every 2×2 points, channel by channel; of an odd side the last row and column are left out. */
export function maximumPool({ side, channels, values }: FeatureMap): FeatureMap {
	const half = side >> 1;
	const pooled = new Float32Array(half * half * channels);
	const below = side * channels;
	for (let point = 0, to = 0; point < half * half; point++) {
		const corner = 2 * (Math.floor(point / half) * side + (point % half)) * channels;
		for (let from = corner; from < corner + channels; from++, to++) {
			const upper = Math.max(values[from] as number, values[from + channels] as number);
			const lower = Math.max(values[from + below] as number, values[from + below + channels] as number);
			pooled[to] = Math.max(upper, lower);
		}
	}
	return { side: half, channels, values: pooled };
}

/** The mean of all points, channel by channel. */
export function averagePool({ side, channels, values }: FeatureMap): Float32Array {
	const sums = new Float32Array(channels);
	for (let index = 0; index < values.length; index++) {
		sums[index % channels] = (sums[index % channels] as number) + (values[index] as number);
	}
	return sums.map((sum) => sum / (side * side));
}

/** A fully connected layer: for each output the weighted sum of all inputs. */
export function connect(inputs: Float32Array, { weights, biases }: Layer): Float32Array {
	return biases.map((bias, output) =>
		inputs.reduce((sum, input, index) => sum + input * (weights[output * inputs.length + index] as number), bias),
	);
}

/** Probabilities out of scores: a higher `temperature` makes them more even. */
export function softmax(scores: Float32Array, temperature: number): number[] {
	const greatest = Math.max(...scores);
	const exponentials = Array.from(scores, (score) => Math.exp((score - greatest) / temperature));
	const sum = exponentials.reduce((total, value) => total + value, 0);
	return exponentials.map((value) => value / sum);
}
