import { act, type Done, isRefusal, open } from '../../core/case/act';
import type { Case, Deed, Entry, Refusal, Report } from '../../core/case/types';
import type { Language } from '../../core/language';
import { dueOf, type House } from '../house';
import type { CaseChange, CaseFile, Draft, Picture } from '../ports';
import { Teller } from './tell';

/** One turn's work on one case: deeds in; the changed case, its history and all that both sides are told come out. */
export class CaseWork {
  private readonly entries: Entry[] = [];
  private readonly told: Draft[] = [];
  private readonly pictures: Picture[] = [];

  private constructor(
    private readonly house: House,
    private file: CaseFile,
    /** The language that the employee reads now. */
    private readonly hers: Language,
    private readonly history: readonly Entry[],
    private readonly now: number,
  ) {}

  /** Work on a case that is there. `history`: as far as deeds refer to it. */
  static on(house: House, file: CaseFile, hers: Language, history: readonly Entry[], now: number): CaseWork {
    return new CaseWork(house, file, hers, history, now);
  }

  /** Opens a case. */
  static open(house: House, report: Report): CaseWork {
    const done = open(report);
    const work = new CaseWork(house, { case: done.case, version: 0 }, report.language, [], report.openedAt);
    work.take(done);
    return work;
  }

  get case(): Case {
    return this.file.case;
  }

  /** Does it and has both sides told; a refusal changes nothing. */
  do(deed: Deed, picture?: Picture): Refusal | undefined {
    const result = act(this.file.case, deed, this.now);
    if (isRefusal(result)) return result;
    if (picture) this.pictures.push(picture);
    this.take(result);
    return undefined;
  }

  /** What is to be committed; undefined where nothing was done. */
  get change(): CaseChange | undefined {
    if (this.entries.length === 0) return undefined;
    const { case: one, version } = this.file;
    return { version, case: one, entries: this.entries, dueAt: dueOf(this.house, one)?.at, pictures: this.pictures, withdrawn: this.withdrawn };
  }

  /** Pictures whose message she has deleted. */
  private get withdrawn(): readonly string[] {
    const gone = this.entries.flatMap(({ deed }) => (deed.kind === 'withdrawn' ? deed.message : []));
    return this.history.flatMap(({ deed }) => (deed.kind === 'showed' && deed.message !== undefined && gone.includes(deed.message) ? deed.picture : []));
  }

  /** Nothing but the clock set anew: it rang for what is not due. */
  get rewound(): CaseChange {
    const { case: one, version } = this.file;
    return { version, case: one, entries: [], dueAt: dueOf(this.house, one)?.at };
  }

  /** What is to be sent: the words, and the case's card as it is in the end. */
  get out(): readonly Draft[] {
    const last = this.entries.at(-1);
    if (!last) return [];
    const opening = this.entries.find(({ seq }) => seq === this.case.root);
    const card = this.teller.draw(opening ?? last, this.case);
    return opening ? [card, ...this.told] : [...this.told, card];
  }

  private get teller(): Teller {
    return new Teller(this.house, this.hers, [...this.history, ...this.entries], this.now);
  }

  private take(done: Done): void {
    const { entry } = done;
    // What is done to a case that has no thread yet opens one.
    const one = this.file.unopened ? { ...done.case, root: entry.seq } : done.case;
    this.file = { ...this.file, unopened: false, case: one };
    this.told.push(...this.teller.tell(entry, one));
    this.entries.push(entry);
  }
}
