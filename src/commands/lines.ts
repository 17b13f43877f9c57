/** Longer lines are cut here: nobody's address is this long, and a file without a line break must not fill the memory. */
export const longestLine = 4_096;

/** One character more than is kept may be the \r of the line's end. */
const held = (line: string): string => line.slice(0, longestLine + 1);
const whole = (line: string): string => line.replace(/\r$/, '').slice(0, longestLine);

/**
 * The lines of a text that comes in pieces, without their ends (\n or \r\n), the last one also where it has no end. Keeps
 * one line at a time, and of that the first {@link longestLine} characters.
 */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let line = '';
  for await (const piece of pieces) {
    const [first = '', ...rest] = piece.split('\n');
    line = held(line + first);
    for (const next of rest) {
      yield whole(line);
      line = held(next);
    }
  }
  if (line !== '') yield whole(line);
}
