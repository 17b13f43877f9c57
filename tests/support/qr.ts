/** By version: where the small squares stand, error correction bytes a block, and data bytes of each block, at level M. */
const versions: readonly (readonly [readonly number[], number, readonly number[]])[] = [
  [[], 10, [16]],
  [[6, 18], 16, [28]],
  [[6, 22], 26, [44]],
  [[6, 26], 18, [32, 32]],
  [[6, 30], 24, [43, 43]],
  [[6, 34], 16, [27, 27, 27, 27]],
  [[6, 22, 38], 18, [31, 31, 31, 31]],
  [[6, 24, 42], 22, [38, 38, 39, 39]],
  [[6, 26, 46], 22, [36, 36, 36, 37, 37]],
  [[6, 28, 50], 26, [43, 43, 43, 43, 44]],
];

const masks: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/**
 * What a QR code of level M says, read by the rules of ISO/IEC 18004 and not by the library that drew it. Only as good as
 * the dots are: nothing is corrected. Throws where it is none.
 */
export function readQr(dots: readonly (readonly boolean[])[]): string {
  const size = dots.length;
  const version = (size - 17) / 4;
  const [squares, , blocks] = versions[version - 1] ?? [[], 0, []];
  if (blocks.length === 0) throw new Error(`no QR code has ${size} dots a side here`);
  const dark = (y: number, x: number): boolean => dots[y]?.[x] ?? false;

  const format = [0, 1, 2, 3, 4].reduce((bits, x) => bits * 2 + Number(dark(8, x)), 0) ^ 0b10101;
  if (format >> 3 !== 0) throw new Error('not of level M');
  const mask = masks[format & 7] ?? (() => false);

  const corner = (y: number, x: number): boolean => (y < 9 && x < 9) || (y < 9 && x >= size - 8) || (y >= size - 8 && x < 9);
  const bySquare = (y: number, x: number): boolean =>
    squares.some((cy) => squares.some((cx) => !corner(cy, cx) && Math.abs(y - cy) <= 2 && Math.abs(x - cx) <= 2));
  const numbered = (y: number, x: number): boolean => version >= 7 && ((y < 6 && x >= size - 11) || (x < 6 && y >= size - 11));
  const free = (y: number, x: number): boolean => !corner(y, x) && y !== 6 && x !== 6 && !bySquare(y, x) && !numbered(y, x);

  const bits: number[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (free(y, x)) bits.push(Number(dark(y, x) !== mask(y, x)));
    }
    up = !up;
  }
  const bytes = Array.from({ length: Math.floor(bits.length / 8) }, (_, n) => bits.slice(n * 8, n * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));

  // The blocks stand byte by byte beside each other.
  const parts = blocks.map((): number[] => []);
  let at = 0;
  for (let n = 0; n < Math.max(...blocks); n++) for (const [block, length] of blocks.entries()) if (n < length) parts[block]?.push(bytes[at++] ?? 0);
  const stream = parts.flat().map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const take = (from: number, length: number): number => Number.parseInt(stream.slice(from, from + length), 2);
  if (take(0, 4) !== 0b0100) throw new Error('not in bytes');
  const long = version < 10 ? 8 : 16;
  const length = take(4, long);
  return Buffer.from(Array.from({ length }, (_, n) => take(4 + long + n * 8, 8))).toString('utf8');
}

/** The dots of a QR code that is drawn as runs in an SVG path, without the white around it. */
export function dotsOf(path: string, width: number, margin = 4): readonly (readonly boolean[])[] {
  const size = width - 2 * margin;
  const dots = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let n = 0; n < Number(run); n++) (dots[Number(y) - margin] ?? [])[Number(x) - margin + n] = true;
  return dots;
}
