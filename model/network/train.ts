// Makes the built-in network anew: draws what it is trained on, then trains it. Needs Debian's python3-torch.
//
//     npm run train:network
//
// The rows are kept in .cache/training; those that are there already are not drawn again.
import { drawRows, rowsFolder, run } from './drawRows.ts';

const script = 'model/network/trainingRows.ts';

/** How many rows of each source, the slowest to draw first. */
const counts = { fonts: 30_000, photos: 24_000, nonDigits: 7000, scans: 6000, inverted: 10_000 };

await drawRows(script, counts);
// What the network is calibrated by is needed at the end alone, and training leaves most of a core.
const validation = drawRows(script, { validation: 5000 });
await Promise.all([validation, run('/usr/bin/python3', ['model/network/train.py', '--rows', rowsFolder])]);
