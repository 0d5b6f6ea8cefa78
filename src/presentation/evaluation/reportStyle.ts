/** Of the HTML report: light or dark as the reader's system is. */
export const reportStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 20%, Canvas); }
body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
.accuracy { font-size: 2rem; margin: 0.5rem 0; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); font-variant-numeric: tabular-nums; padding: 0.2rem 0.5rem; text-align: start; }
.matrix th, .matrix td { min-width: 2rem; text-align: end; }
.matrix td { background: color-mix(in srgb, #d33 var(--heat, 0%), Canvas); }
.matrix .right { background: Canvas; color: GrayText; }
.mistakes { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
figure { margin: 0; overflow-wrap: anywhere; }
img { height: auto; image-rendering: pixelated; max-width: 100%; }
`;
