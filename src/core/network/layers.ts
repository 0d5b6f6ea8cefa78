/** Square pictures of `side` × `side` values, row-major and one after the other: what a layer hands to the next. */
export interface Planes {
	readonly count: number;
	readonly side: number;
	readonly values: Float32Array;
}

/** A layer's parameters. `weights` as PyTorch lays them out: by output, input, row and column of the kernel. */
export interface Layer {
	readonly weights: Float32Array;
	/** One per output. */
	readonly biases: Float32Array;
}

/**
 * A convolution with a kernel of `size` × `size` (odd) over the planes with zeros around them, as many as the
 * kernel reaches out; then ReLU: what is below 0 becomes 0. With a `stride` of 2 every second column and row gives
 * a value.
 */
export function convolve(input: Planes, { weights, biases }: Layer, size: number, stride = 1): Planes {
	const count = biases.length;
	const side = Math.ceil(input.side / stride);
	const area = side * side;
	const padded = pad(input, (size - 1) / 2);
	const source = padded.values;
	const values = new Float32Array(count * area);
	let tap = 0;
	for (let output = 0; output < count; output++) {
		const sums = values.subarray(output * area, (output + 1) * area).fill(biases[output] as number);
		for (let plane = 0; plane < padded.count; plane++) {
			for (let row = 0; row < size; row++) {
				for (let column = 0; column < size; column++) {
					const weight = weights[tap++] as number;
					for (let y = 0, index = 0; y < side; y++) {
						let from = (plane * padded.side + y * stride + row) * padded.side + column;
						for (let x = 0; x < side; x++, index++, from += stride) {
							sums[index] = (sums[index] as number) + weight * (source[from] as number);
						}
					}
				}
			}
		}
	}
	return { count, side, values: values.map((value) => Math.max(0, value)) };
}

/** The greatest of every 2×2 values; of an odd side the last row and column are left out, as PyTorch does. */
export function maximumPool({ count, side, values }: Planes): Planes {
	const half = side >> 1;
	const pooled = new Float32Array(count * half * half);
	for (let index = 0; index < pooled.length; index++) {
		const x = index % half;
		const y = Math.floor(index / half) % half;
		const from = (Math.floor(index / (half * half)) * side + 2 * y) * side + 2 * x;
		const upper = Math.max(values[from] as number, values[from + 1] as number);
		const lower = Math.max(values[from + side] as number, values[from + side + 1] as number);
		pooled[index] = Math.max(upper, lower);
	}
	return { count, side: half, values: pooled };
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

function pad({ count, side, values }: Planes, margin: number): Planes {
	const wide = side + 2 * margin;
	const padded = new Float32Array(count * wide * wide);
	for (let row = 0; row < count * side; row++) {
		const plane = Math.floor(row / side);
		const start = (plane * wide + margin + (row % side)) * wide + margin;
		padded.set(values.subarray(row * side, (row + 1) * side), start);
	}
	return { count, side: wide, values: padded };
}
