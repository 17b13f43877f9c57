import { PNG } from 'pngjs';

/** What Teams wants of its two icons: learn.microsoft.com, "Teams app package", app icons. */
const icons = {
  color: { size: 192, whiteOnTransparent: false },
  outline: { size: 32, whiteOnTransparent: true },
} as const;

/** What is wrong with an icon, a sentence each. The outline is judged by its pixels: its header cannot tell. */
export function iconFaults(file: string, bytes: Uint8Array | undefined, kind: keyof typeof icons): readonly string[] {
  if (!bytes) return [`${file}: is not in the manifest folder`];
  const { size, whiteOnTransparent } = icons[kind];
  let picture: PNG;
  try {
    picture = PNG.sync.read(Buffer.from(bytes));
  } catch {
    return [`${file}: is not a PNG that can be read`];
  }
  const { width, height, data } = picture;
  return [
    ...(width === size && height === size ? [] : [`${file}: is ${width}×${height} pixels, and must be ${size}×${size}`]),
    ...(whiteOnTransparent && !isWhiteOnTransparent(data) ? [`${file}: must be white on full transparency, without another colour`] : []),
  ];
}

/** Of pixels in RGBA. Half-transparent white at the edges is what smooths them. */
function isWhiteOnTransparent(data: Uint8Array): boolean {
  const pixels = Array.from({ length: data.length / 4 }, (_, at) => data.subarray(at * 4, at * 4 + 4));
  return (
    pixels.every(([red, green, blue, alpha]) => alpha === 0 || (red === 255 && green === 255 && blue === 255)) &&
    pixels.some(([, , , alpha]) => alpha === 0) &&
    pixels.some(([, , , alpha]) => alpha === 255)
  );
}
