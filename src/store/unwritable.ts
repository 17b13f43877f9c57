import { Unwritable } from '../app/ports/push';

/** PostgreSQL's classes for data, constraints and limits of size, and SQLite's words for the same. All else may pass. */
const ofTheData = /^(?:22|23|54)[0-9A-Z]{3}$|^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG)/;

/** Throws the error again: as {@link Unwritable} where the same will be refused for ever. */
export function orUnwritable(error: unknown): never {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string' && ofTheData.test(code)) throw new Unwritable(`the store does not take it: ${String(message)}`, { cause: error });
  throw error;
}
