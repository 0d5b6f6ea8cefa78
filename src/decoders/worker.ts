import { parentPort, type TransferListItem } from 'node:worker_threads';
import { toProblem } from '../core/index.ts';
import { decodeImage } from './decodeImage.ts';
import type { DecodeReply, DecodeRequest } from './workerProtocol.ts';

parentPort?.on('message', ({ bytes, options }: DecodeRequest) => {
	decodeImage(bytes, options).then(
		(image) => reply({ ok: true, image }, [image.pixels.buffer as ArrayBuffer]),
		(error: unknown) => reply({ ok: false, problem: toProblem(error) }, []),
	);
});

function reply(message: DecodeReply, transfer: readonly TransferListItem[]): void {
	parentPort?.postMessage(message, transfer);
}
