import Papa from 'papaparse';

export interface Row {
  /** The line of the file it begins on, the first is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const delimiters = [';', ',', '\t', '|'] as const;
/** So many rows show what parts the cells. */
const rowsLookedAt = 200;
/** In no text: nothing is quoted then. */
const noQuote = '\ue000';
const separatorLine = /^sep=(.)\n/i;
const address = /^[^\s@"<>;,|]+@[^\s@"<>;,|]+\.[^\s@"<>;,|]+$/;

function parse(text: string, delimiter: string, quoteChar: string, preview = 0): { readonly rows: readonly Row[]; readonly faulty: boolean } {
  const rows: Row[] = [];
  let line = 1;
  let read = 0;
  let faulty = false;
  Papa.parse<string[]>(text, {
    delimiter,
    quoteChar,
    newline: '\n',
    preview,
    step: ({ data, errors, meta }) => {
      faulty ||= errors.some(({ type }) => type === 'Quotes');
      rows.push({ line, cells: data });
      for (; read < meta.cursor; read += 1) if (text[read] === '\n') line += 1;
    },
  });
  return { rows, faulty };
}

/** The delimiter that leaves most cells with an address and nothing else; most cells, where that is so for several. Undefined where there is no such cell. */
function delimiterOf(text: string): string | undefined {
  const tried = delimiters.map((delimiter) => {
    const { rows } = parse(text, delimiter, '"', rowsLookedAt);
    const clear = rows.filter(({ cells }) => cells.some((cell) => address.test(cell.trim()))).length;
    return { delimiter, clear, cells: rows.reduce((sum, { cells }) => sum + cells.length, 0) };
  });
  const [best] = tried.filter(({ clear }) => clear > 0).toSorted((one, other) => other.clear - one.clear || other.cells - one.cells);
  return best?.delimiter;
}

/** A quotation mark out of place takes all the rows up to the next one into its cell, and the people in them. */
const swallows = (delimiter: string) => (cell: string): boolean => cell.includes('\n') && cell.includes('@') && cell.includes(delimiter);

/**
 * The rows of a CSV file, whatever parts its cells. Where its quotation marks do not come in pairs, they are taken for letters.
 * Undefined where no cell would be an address, as in a list of names with addresses in brackets.
 */
export function rowsOf(file: string): readonly Row[] | undefined {
  const text = file.replace(/\r\n?/g, '\n');
  const [first, named] = separatorLine.exec(text) ?? [];
  const body = first ? text.slice(first.length) : text;
  const delimiter = named ?? delimiterOf(body);
  if (delimiter === undefined) return undefined;
  const quoted = parse(body, delimiter, '"');
  const broken = quoted.faulty || quoted.rows.some(({ cells }) => cells.some(swallows(delimiter)));
  const { rows } = broken ? parse(body, delimiter, noQuote) : quoted;
  return first ? rows.map(({ line, cells }) => ({ line: line + 1, cells })) : rows;
}
