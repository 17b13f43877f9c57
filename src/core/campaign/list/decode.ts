/** What a file is that is no text, by its first bytes. */
const kinds = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['office', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['picture', [0x89, 0x50, 0x4e, 0x47]],
  ['picture', [0xff, 0xd8, 0xff]],
  ['picture', [0x47, 0x49, 0x46, 0x38]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
] as const;

/** `excel`: .xlsx or .xls, which can be saved as CSV; `other`: bytes that are no text. */
export type Binary = 'excel' | 'word' | 'zip' | 'pdf' | 'picture' | 'rtf' | 'other';

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** Files of Office are zips: the names of what is in them are told in plain letters. */
function kindOf(bytes: Uint8Array): Binary | undefined {
  const kind = kinds.find(([, start]) => startsWith(bytes, start))?.[0];
  if (kind !== 'zip' && kind !== 'office') return kind;
  const inside = new TextDecoder('latin1').decode(bytes).replaceAll('\0', '');
  if (/xl\/|Workbook/.test(inside)) return 'excel';
  return /word\/|WordDocument/.test(inside) ? 'word' : kind === 'zip' ? 'zip' : 'other';
}

const marks = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const;

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Norwegian letters of Windows-1252 are never UTF-8.
    return undefined;
  }
}

/** Text has tabs and breaks, perhaps one end mark of DOS; a hundredth of anything else that is not shown, and it is none. */
const foreign = /(?![\t\n\v\f\r])[\p{Cc}\p{Cn}\p{Co}\p{Cs}\ufffd]/gu;
const mostForeign = 0.01;

function isText(text: string): boolean {
  const odd = text.match(foreign)?.length ?? 0;
  return !text.includes('\0') && odd <= text.length * mostForeign;
}

/** The text in a file: UTF-8 and UTF-16 by their byte order marks, else UTF-8 where it is that, else Windows-1252. */
export function decoded(bytes: Uint8Array): { readonly text: string } | { readonly binary: Binary } {
  const binary = kindOf(bytes);
  if (binary) return { binary };
  const named = marks.find(([, mark]) => startsWith(bytes, mark))?.[0];
  const text = named ? new TextDecoder(named).decode(bytes) : (asUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes));
  return isText(text) ? { text } : { binary: 'other' };
}
