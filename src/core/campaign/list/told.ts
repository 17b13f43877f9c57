import { hidden, mask } from '../../mask';
import { cut, shownName } from '../../shown';

/** So much before a piece tells whether it is a secret ("passord:" on the line above). */
export const context = 100;
/** Longer ones are cut when they are shown; no secret is looked for behind that. */
const longest = 400;

/** A piece of a list as it may be shown: short, and without secrets. `before` is what stands in front of it. */
export function shown(piece: string, before: string): string {
  const text = piece.length > longest ? cut(piece, longest) : piece;
  const masked = mask(text);
  // "passord; hemmelig" in two cells is a password.
  const known = mask(`${before.slice(-context).replace(/[;,|\t]/g, ' ')}\n${text}`).includes(masked);
  return shownName(known ? masked : hidden);
}
