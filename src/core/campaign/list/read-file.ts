import { columnsOf, type Columns } from './columns';
import { readDay, written } from './day';
import { decoded, type Binary } from './decode';
import type { Listed, Misread, ReadList } from './list';
import { asName, nameIn, startIn } from './names';
import { gathered, readList } from './read-list';
import { rowsOf, type Row } from './table';
import { shown } from './told';

/** More than any municipality hires at once: a longer file is of something else, or of everybody. */
export const mostPeople = 20_000;
/** A row of 500 bytes for each. Nothing larger is looked into. */
export const mostBytes = mostPeople * 500;

/**
 * A file that is no list of people: `empty` has nothing in it, `binary` is no text (`kind` says what it is),
 * `no-addresses` is text in so many rows without one, `too-large` has more than `most` of people or bytes.
 */
export type NoList =
  | { readonly wrong: 'empty' }
  | { readonly wrong: 'binary'; readonly kind: Binary }
  | { readonly wrong: 'no-addresses'; readonly rows: number }
  | { readonly wrong: 'too-large'; readonly of: 'people' | 'bytes'; readonly found: number; readonly most: number };

function nameOf(cells: readonly string[], address: number, columns: Columns): string | undefined {
  const at = (column: number | undefined): string => (column === undefined ? '' : (cells[column] ?? ''));
  const whole = at(columns.name) || [at(columns.first), at(columns.last)].map((part) => part.trim()).join(' ');
  if (columns.heading !== undefined) return asName(whole);
  const names = (beside: readonly string[]): string | undefined => nameIn(beside.filter((cell) => asName(cell) !== undefined));
  return names(cells.slice(0, address)) ?? names(cells.slice(address + 1));
}

function startOf(cells: readonly string[], { heading, start }: Columns): string | undefined {
  if (heading === undefined) return startIn(cells);
  const day = readDay(cells[start ?? cells.length] ?? '');
  return day && written(day);
}

/** Without headings it is not known what another address is: an own one is somebody, and so is any in a row of nothing else. */
const isOneMore = (cell: string, cells: readonly string[], domains: readonly string[]): boolean =>
  cell.includes('@') && (domains.some((domain) => cell.toLowerCase().includes(`@${domain}`)) || cells.every((one) => one.trim() === '' || one.includes('@')));

function readRow({ line, cells }: Row, columns: Columns, domains: readonly string[]): { readonly people: readonly Listed[]; readonly misread: readonly Misread[]; readonly doubles: number } {
  if (cells.every((cell) => cell.trim() === '')) return { people: [], misread: [], doubles: 0 };
  const column = columns.addresses.find((one) => cells[one]?.trim());
  const read = readList(cells.filter((cell, index) => index === column || (columns.heading === undefined && isOneMore(cell, cells, domains))).join('; '), domains);
  const told = read.misread.map((one) => ({ ...one, line: line + one.line - 1 }));
  // Nobody is in the cell, and nothing that could be told of it: the row is.
  if (read.people.length === 0 && !told.some(({ suggestion }) => suggestion)) return { ...read, misread: [asMisread({ line, cells }, domains)] };
  if (read.people.length !== 1) return { ...read, misread: told };
  const people = read.people.map((one) => ({ ...one, name: nameOf(cells, column ?? 0, columns) ?? one.name, startsOn: startOf(cells, columns) ?? one.startsOn }));
  return { ...read, people, misread: told };
}

/** A row that names nobody, as it stands. */
function asMisread({ line, cells }: Row, domains: readonly string[]): Misread {
  const text = cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '').join('; ');
  const suggestion = readList(text, domains).misread.find((one) => one.suggestion)?.suggestion;
  return { line, text: shown(text, ''), ...(suggestion !== undefined && { suggestion }) };
}

function readTable(rows: readonly Row[], domains: readonly string[]): ReadList {
  const columns = columnsOf(rows, domains);
  const read = rows.slice((columns.heading ?? -1) + 1).map((row) => readRow(row, columns, domains));
  const { people, doubles } = gathered(read.flatMap((row) => row.people));
  return { people, misread: read.flatMap((row) => row.misread), doubles: doubles + read.reduce((sum, row) => sum + row.doubles, 0), ...(columns.start !== undefined && { dated: true }) };
}

/**
 * Who is in a CSV file: comma, semicolon or tab, in the encodings that Excel and others write, with headings in bokmål,
 * nynorsk or English, or none. A file that is no table is read as a pasted list. Misread lines are lines of the file.
 * `domains` are the organisation's own.
 */
export function readFile(bytes: Uint8Array, domains: readonly string[]): ReadList | NoList {
  if (bytes.length > mostBytes) return { wrong: 'too-large', of: 'bytes', found: bytes.length, most: mostBytes };
  const file = decoded(bytes);
  if ('binary' in file) return { wrong: 'binary', kind: file.binary };
  if (file.text.trim() === '') return { wrong: 'empty' };
  const rows = rowsOf(file.text);
  const list = rows ? readTable(rows, domains) : readList(file.text, domains);
  if (list.people.length > mostPeople) return { wrong: 'too-large', of: 'people', found: list.people.length, most: mostPeople };
  if (list.people.length === 0 && !list.misread.some(({ suggestion }) => suggestion)) return { wrong: 'no-addresses', rows: rows?.length ?? list.misread.length };
  return list;
}
