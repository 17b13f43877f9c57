import { renderSheet } from '../../../cards';
import { deletedSheet } from '../../../cards/deleted-case';
import type { Language } from '../../core/language';
import { t, type TextKey } from '../../texts';
import { rowsKept } from '../purge';
import type { House } from '../house';
import type { CaseRecord, Forgotten } from '../ports';

/** Whether HR is asked to delete it: it is theirs as long as it is open, and when it is archived. */
export const isHrs = ({ case: one }: CaseRecord): boolean => one.state !== 'closed' || one.archived === true;

/** The case's own numbers, "1001, 1004". */
export const numbersOf = (records: readonly CaseRecord[]): string => records.map(({ case: one }) => `${one.report.number}`).join(', ');

/** Deletes a case that is ours to delete. `hers`: the language that she reads. */
export function forgottenOf({ organisation: { defaultLanguage, hr } }: House, { case: one, version }: CaseRecord, hers: Language): Forgotten {
  const { number, conversation } = one.report;
  const params = { number: `${number}`, email: hr.email };
  const sheet = deletedSheet(number, defaultLanguage);
  return {
    number,
    version,
    root: { card: renderSheet(sheet), summary: sheet.title },
    concern: { place: conversation, late: t(hers, 'deleted.late', params), lost: t(hers, 'deleted.lost', params) },
    inThread: t(defaultLanguage, 'thread.unsent'),
    inChat: t(hers, 'mine.unsent'),
  };
}

/** What of these cases is not ours to delete, and who decides. */
export function whatStays({ organisation: { privacy } }: House, records: readonly CaseRecord[], language: Language, now: number): string {
  const { responsible } = privacy;
  const old = records.some((record) => !isHrs(record) && record.history.some(({ at }) => at < now - rowsKept));
  const say = (key: TextKey): string => t(language, key, { responsible, days: rowsKept / (24 * 3_600_000) });
  const archived = records.some(({ case: one, history }) => one.archived || history.some(({ deed }) => deed.kind === 'closed' && deed.outcome === 'archived'));
  return [say('deleted.stays'), ...(old ? [say('deleted.stays-old')] : []), ...(archived ? [say('deleted.stays-archive')] : [])].join('\n');
}
