import { gzipSync } from 'node:zlib';

/**
 * The `model.tar.gz` that SageMaker wants of a model: a POSIX `ustar` archive with one file, `xgboost-model`, as a
 * training job names it; several, `xgboost-model-0` and so on, are those of k-fold cross-validation.
 * The same models give the same bytes.
 */
export function createModelArchive(...models: readonly Uint8Array[]): Uint8Array {
	const entries = models.map((model, index) =>
		toEntry(models.length === 1 ? 'xgboost-model' : `xgboost-model-${index}`, model),
	);
	const end = Buffer.alloc(1024);
	return gzipSync(Buffer.concat([...entries, end]), { level: 9 });
}

function toEntry(name: string, content: Uint8Array): Buffer {
	const header = Buffer.alloc(512);
	header.write(name, 0);
	header.write('0000644\0', 100);
	header.write('0000000\0', 108);
	header.write('0000000\0', 116);
	header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
	header.write('00000000000\0', 136);
	header.write('        ', 148);
	header.write('0', 156);
	header.write('ustar\x0000', 257);
	header.write(`${sum(header).toString(8).padStart(6, '0')}\0 `, 148);
	return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

function sum(bytes: Uint8Array): number {
	return bytes.reduce((total, byte) => total + byte, 0);
}
