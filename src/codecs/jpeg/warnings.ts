import type { Mend } from '../../core/ports.ts';

/**
 * libjpeg's warnings (jerror.h) after which every pixel is there. Of the others, a bad code, a segment that ends too
 * early, restart markers that do not count up and scans that do not follow from each other tell of lost ones. Where
 * the end marker is missing because the pixels are, another warning follows.
 */
const harmless: ReadonlyMap<string, Mend> = new Map([
	['Corrupt JPEG data: %u extraneous bytes before marker 0x%02x', 'strayBytes'],
	['Premature end of JPEG file', 'noEnd'],
	['Unknown Adobe color transform code %d', 'header'],
	['Warning: unknown JFIF revision number %d.%02d', 'header'],
	['Invalid SOS parameters for sequential JPEG', 'header'],
]);

/** Of `jpeg_error_mgr` (jpeglib.h), as seen from the `jmp_buf` behind it, which `longjmp` is given. */
const offsets = { code: -112, parameters: -108, templates: -20 } as const;

/** i32.const 1, call longjmp, unreachable, and the ends of a block and a function: only `my_emit_message` has both. */
const endOfWarning = Buffer.of(0x41, 1, 0x10, 1, 0x00, 0x0b, 0x0b);
const nop = 1;

/**
 * TurboJPEG either stops at the first warning or keeps the first alone to itself. The library that this makes asks
 * `longjmp` about each, and goes on if that returns. In a library that has another code nothing changes: any warning
 * ends it.
 */
export function resumeAfterWarnings(wasm: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const changed = new Uint8Array(wasm);
	const at = Buffer.from(changed.buffer).indexOf(endOfWarning);
	if (at >= 0) {
		changed[at + endOfWarning.indexOf(0)] = nop;
	}
	return changed;
}

export interface Warning {
	readonly message: string;
	/** Absent where pixels are lost. */
	readonly mend?: Mend;
}

/** What libjpeg has to say when it calls `longjmp`, be it a warning or an error. */
export function readWarning({ buffer }: WebAssembly.Memory, environment: number): Warning {
	const view = new DataView(buffer);
	const uint32 = (offset: number) => view.getUint32(offset, true);
	const code = uint32(environment + offsets.code);
	const template = readText(buffer, uint32(uint32(environment + offsets.templates) + 4 * code));
	let parameter = environment + offsets.parameters;
	const message = template.replace(
		/%(?:(s)|0?(\d*)(?:l?[du]|(x)))/g,
		(_, text?: string, width?: string, hex?: string) => {
			if (text !== undefined) {
				return readText(buffer, parameter);
			}
			const value = view.getInt32(parameter, true).toString(hex === undefined ? 10 : 16);
			parameter += 4;
			return value.padStart(Number(width), '0');
		},
	);
	const mend = harmless.get(template);
	return { message, ...(mend && { mend }) };
}

/** The C string at `start`. */
function readText(buffer: ArrayBuffer, start: number): string {
	const bytes = Buffer.from(buffer, start, Math.min(200, buffer.byteLength - start));
	return bytes.toString('latin1', 0, Math.max(0, bytes.indexOf(0)));
}
