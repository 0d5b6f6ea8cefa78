import { gzipSync } from 'node:zlib';

/** The name that a training job gives its model. */
const fileName = 'xgboost-model';

/**
 * The `model.tar.gz` that SageMaker wants of a model: a POSIX `ustar` archive with one file, `xgboost-model`.
 * The same model gives the same bytes.
 */
export function createModelArchive(model: Uint8Array): Uint8Array {
	const header = Buffer.alloc(512);
	header.write(fileName, 0);
	header.write('0000644\0', 100);
	header.write('0000000\0', 108);
	header.write('0000000\0', 116);
	header.write(`${model.length.toString(8).padStart(11, '0')}\0`, 124);
	header.write('00000000000\0', 136);
	header.write('        ', 148);
	header.write('0', 156);
	header.write('ustar\x0000', 257);
	header.write(`${sum(header).toString(8).padStart(6, '0')}\0 `, 148);
	const padding = Buffer.alloc((512 - (model.length % 512)) % 512);
	const end = Buffer.alloc(1024);
	return gzipSync(Buffer.concat([header, model, padding, end]), { level: 9 });
}

function sum(bytes: Uint8Array): number {
	return bytes.reduce((total, byte) => total + byte, 0);
}
