// Makes the built-in network anew: draws what it is trained on, then trains it. Needs Debian's python3-torch.
//
//     npm run train:network
//
// The rows are kept in .cache/training; those that are there already are not drawn again.
import { drawRows, rowsFolder, run } from './drawRows.ts';

/** How many rows of each source, the slowest to draw first. */
const counts = { fonts: 30_000, photos: 24_000, nonDigits: 7000, scans: 6000, validation: 5000, inverted: 10_000 };

await drawRows('model/network/trainingRows.ts', counts);
await run('/usr/bin/python3', ['model/network/train.py', '--rows', rowsFolder]);
