// Makes the cutting network anew, from the built-in one as it is: draws what it is trained on, then trains it. Needs
// Debian's python3-torch.
//
//     npm run train:cutting
//
// The rows are kept in .cache/training; those that are there already are not drawn again.
import { drawRows, rowsFolder, run } from './drawRows.ts';

/** How many rows of each source. */
const counts = { segments1: 16_000, segments2: 16_000, heldSegments: 2500, otherSegments: 2500 };

await drawRows('model/network/cuttingRows.ts', counts);
await run('/usr/bin/python3', ['model/network/trainCutting.py', '--rows', rowsFolder]);
