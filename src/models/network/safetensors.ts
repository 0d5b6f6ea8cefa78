import { modelBroken, modelUnsupported } from '../problems.ts';

export interface Tensor {
	/** The lengths of its dimensions; empty for a single number. */
	readonly shape: readonly number[];
	/** Row-major, the last dimension the fastest. */
	readonly values: Float32Array;
}

export interface Safetensors {
	readonly tensors: ReadonlyMap<string, Tensor>;
	/** The file's `__metadata__`. */
	readonly metadata: ReadonlyMap<string, string>;
}

interface Dtype {
	/** The bytes of a number. */
	readonly size: number;
	/** So many numbers from the view's start on. */
	readonly read: (view: DataView, count: number) => Float32Array;
}

const dtypes = new Map<unknown, Dtype>([
	['F32', { size: 4, read: readFloats }],
	['F16', { size: 2, read: readHalves }],
]);

/**
 * Reads a file of the safetensors format (https://github.com/huggingface/safetensors#format): the header's length
 * in 8 bytes, little endian; the header, JSON; the tensors' numbers, without overlap or gap.
 * @throws ProblemError `modelBroken`; `modelUnsupported` for another dtype than F32 and F16
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const start = bytes.length < 8 ? Infinity : 8 + Number(view.getBigUint64(0, true));
	if (start > bytes.length) {
		throw modelBroken(`the file ends at byte ${bytes.length}, within its header`);
	}
	const { __metadata__: metadata, ...entries } = parseHeader(bytes.subarray(8, start));
	const tensors = Object.entries(entries).map(([name, entry]) => readEntry(name, entry));
	let end = 0;
	for (const { name, begin, length } of tensors.toSorted((a, b) => a.begin - b.begin || a.length - b.length)) {
		if (begin !== end) {
			throw modelBroken(`${name} begins at byte ${begin} of the data, not at ${end}`);
		}
		end += length;
	}
	if (start + end !== bytes.length) {
		throw modelBroken(`the tensors take ${end} bytes, of which the file has ${bytes.length - start}`);
	}
	return {
		metadata: new Map(Object.entries(metadata ?? {}).map(([key, text]) => [key, String(text)])),
		tensors: new Map(
			tensors.map(({ name, shape, count, begin, length, dtype }) => {
				const data = new DataView(bytes.buffer, bytes.byteOffset + start + begin, length);
				return [name, { shape, values: dtype.read(data, count) }];
			}),
		),
	};
}

function parseHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
	try {
		const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
		if (typeof header === 'object' && header !== null && !Array.isArray(header)) {
			return { ...header };
		}
	} catch {
		// Said below.
	}
	throw modelBroken('the header is no JSON object');
}

function readEntry(name: string, entry: unknown) {
	const fields = { ...(entry as Readonly<Record<string, unknown>>) };
	const dtype = dtypes.get(fields['dtype']);
	if (!dtype) {
		throw modelUnsupported(`${name} has the dtype ${String(fields['dtype'])}`);
	}
	const [shape, offsets] = [fields['shape'], fields['data_offsets']].map(readCounts);
	if (!shape || offsets?.length !== 2) {
		throw modelBroken(`${name} has no shape or not two offsets`);
	}
	const [begin, end] = offsets as [number, number];
	const count = shape.reduce((product, length) => product * length, 1);
	const length = end - begin;
	if (length !== count * dtype.size) {
		throw modelBroken(`${name} has the shape ${shape.join(' × ')} and ${length} bytes`);
	}
	return { name, dtype, shape, count, begin, length };
}

/** Undefined unless `value` is a list of whole numbers from 0. */
function readCounts(value: unknown): readonly number[] | undefined {
	const isCount = (count: unknown): count is number => Number.isSafeInteger(count) && (count as number) >= 0;
	return Array.isArray(value) && value.every(isCount) ? value : undefined;
}

function readFloats(view: DataView, count: number): Float32Array {
	const values = new Float32Array(count);
	for (let index = 0; index < count; index++) {
		values[index] = view.getFloat32(4 * index, true);
	}
	return values;
}

/** IEEE 754 with 16 bits: the sign, 5 bits of exponent with a bias of 15, 10 bits of fraction. */
function readHalves(view: DataView, count: number): Float32Array {
	const values = new Float32Array(count);
	const bits = new Uint32Array(values.buffer);
	for (let index = 0; index < count; index++) {
		const half = view.getUint16(2 * index, true);
		const sign = (half & 0x8000) << 16;
		if ((half & 0x7c00) === 0x7c00) {
			// Infinite or no number.
			bits[index] = sign | 0x7f800000 | ((half & 0x3ff) << 13);
		} else {
			// In place among the 32 bits, whose exponent has a bias of 127; that holds for subnormal numbers too.
			bits[index] = sign | ((half & 0x7fff) << 13);
			values[index] = (values[index] as number) * 2 ** 112;
		}
	}
	return values;
}
