import encode from 'qrcode-generator';

/** White around the square, in its own dots: less, and some cameras do not find it. */
const margin = 4;

/** A QR code as rows of dark and light dots. Some 15 of 100 dots may be unreadable (a fold, a stain). */
export function qrDots(text: string): readonly (readonly boolean[])[] {
  const code = encode(0, 'M');
  // The library puts one byte in for each letter; cameras read UTF-8.
  code.addData(Buffer.from(text, 'utf8').toString('latin1'));
  code.make();
  const size = code.getModuleCount();
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => code.isDark(row, column)));
}

/** The same as an SVG path, a line for each run of dark dots, and the width of the whole. */
export function qrPath(text: string): { readonly path: string; readonly width: number } {
  const dots = qrDots(text);
  const runs = dots.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const light = row.indexOf(false, x);
      return [`M${x + margin} ${y + margin}h${(light < 0 ? row.length : light) - x}v1H${x + margin}z`];
    }),
  );
  return { path: runs.join(''), width: dots.length + 2 * margin };
}
