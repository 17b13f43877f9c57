export type Cell = string | number;

/** Excel takes the file for UTF-8 by it. */
const byteOrderMark = '\ufeff';
/** What Excel begins a formula with, in the width of East Asian keyboards too; it looks past spaces, and past what is not seen. */
const formula = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]|^[\t\r]/u;
const negative = /^-\d+(?:[.,]\d+)?$/;
/** A comma or a tab is quoted as well: where Excel is not Norwegian it would begin a cell, perhaps with a formula in it. */
const special = /[";,\t\r\n]|^\s|\s$/;

function written(cell: Cell): string {
  // Excel in Norwegian has a decimal comma, and takes 1.5 for a date.
  const text = typeof cell === 'number' ? String(cell).replace('.', ',') : cell;
  const safe = formula.test(text) && !negative.test(text) ? `'${text}` : text;
  return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as a CSV file that Excel opens in Norwegian by a double click: byte order mark, semicolons, CRLF. A text that Excel
 * would run as a formula gets an apostrophe in front; a negative number stays a number. Line breaks in a cell are kept.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  byteOrderMark + rows.map((row) => `${row.map(written).join(';')}\r\n`).join('');
