import type { Showing } from '../../../cards/content';
import type { Sheet } from '../../../cards/data';
import { closingSheet, type Mine, mySheet, openAgainSheet, pictureDoneSheet, type PictureEnd, pictureSheet } from '../../../cards/my-case';
import { reopensFor } from '../../core/case/act';
import { keptOf } from '../../core/case/kept';
import { cameWith } from '../../core/case/messages';
import type { Case, Deed, Refusal, Report } from '../../core/case/types';
import type { AskedPictures } from '../../core/conversation';
import type { Language } from '../../core/language';
import { t } from '../../texts';
import type { House } from '../house';
import type { Address, CaseChange, Channel, Commit, Draft, Forgotten, Picture } from '../ports';
import type { Scene } from '../scene';
import { whenHrAnswers } from '../when-hr-answers';
import { forgottenOf, isHrs, numbersOf, whatStays } from './forget';
import { CaseWork } from './work';

/** The employee's cases in one turn: what she does to them, what both sides are told of it, and what is still to be known. */
export class HerCases {
  /** A case is to be opened, and has no number yet. */
  needsNumber = false;
  /** It is about what is kept of her, and that is not known yet. */
  needsRecords = false;
  /** Pictures that are to be passed on, and were not fetched yet. */
  needsPictures: readonly string[] | undefined;
  /** Her cases that are deleted. */
  forget: readonly Forgotten[] = [];
  private readonly others: CaseWork[] = [];
  private work: CaseWork | undefined;
  private opened = false;

  constructor(
    private readonly house: House,
    private readonly address: Address,
    private readonly scene: Pick<Scene, 'desk' | 'file' | 'history' | 'number' | 'records' | 'fetched'>,
    private readonly now: number,
    /** The language she reads, which she may change in this very turn. */
    private readonly language: () => Language,
  ) {}

  /** HR's channel: as it was last heard from, or as the settings name it, reached the way she is. */
  get channel(): Channel | undefined {
    const { hr } = this.house;
    const { tenant, serviceUrl, botId } = this.address;
    if (!hr) return undefined;
    return this.scene.desk.channel ?? (hr.channel ? { tenant, serviceUrl, botId, channel: hr.channel } : undefined);
  }

  /** Her latest case, as it is after what this turn has done to it. */
  get latest(): Case | undefined {
    return this.work?.case ?? this.scene.file?.case;
  }

  /** HR has her conversation. */
  get open(): boolean {
    return this.latest !== undefined && this.latest.state !== 'closed';
  }

  /** Her latest case was closed after a moment, and can be opened again. */
  closedSince(at: number): boolean {
    const one = this.latest;
    return one?.state === 'closed' && this.now - one.ending.at <= reopensFor && one.ending.at >= at;
  }

  /** Whether HR was sent this message of hers. */
  knows(message: string): boolean {
    return this.scene.history.some(cameWith(message));
  }

  /** Something was done to her latest case, and its own cards say what. */
  get touched(): boolean {
    return this.work?.change !== undefined;
  }

  /** What is to be committed of them. */
  get changes(): readonly CaseChange[] {
    return this.works.flatMap(({ change }) => change ?? []);
  }

  /** What both sides are told. */
  get told(): readonly Draft[] {
    return this.works.flatMap(({ out }) => out);
  }

  /** What is to be committed of what is kept once: where the first case goes. */
  get desk(): NonNullable<Commit['desk']> {
    return this.opened && !this.scene.desk.channel && this.channel ? { channel: this.channel } : {};
  }

  /** Does something to her latest case; both sides are told by it. The refusal, or undefined. */
  act(deed: Deed, picture?: Picture): Refusal | undefined {
    const { file, history } = this.scene;
    if (!file && !this.work) return { why: 'closed' };
    this.work ??= file && CaseWork.on(this.house, file, this.language(), history, this.now);
    return this.work?.do(deed, picture);
  }

  /** Hands the conversation to HR. False: it has to be decided again, with a number for the case. */
  begin(report: Omit<Report, 'number' | 'openedAt' | 'language'>): boolean {
    const { number } = this.scene;
    this.needsNumber = number === undefined;
    if (number === undefined) return false;
    this.opened = true;
    this.work = CaseWork.open(this.house, { ...report, number, language: this.language(), openedAt: this.now });
    return true;
  }

  /** Passes pictures on to HR. Undefined: it has to be decided again, with them; else why some were not passed on. */
  show(pictures: AskedPictures['of']): readonly ('too-big' | 'no-picture' | 'unavailable')[] | undefined {
    const { fetched } = this.scene;
    const number = this.latest?.report.number;
    this.needsPictures = fetched ? undefined : pictures.map(({ url }) => url);
    if (!fetched || number === undefined) return undefined;
    const failed: ('too-big' | 'no-picture' | 'unavailable')[] = [];
    for (const { url, message } of pictures) {
      // She may have deleted some since they were fetched, for an earlier try of this turn.
      const picture = fetched.find((one) => one.url === url);
      if (!picture || 'failed' in picture) {
        failed.push(picture?.failed ?? 'unavailable');
        continue;
      }
      const id = this.house.newId();
      this.act({ kind: 'showed', picture: id, message }, { id, case: number, type: picture.type, bytes: picture.bytes });
    }
    return failed;
  }

  /** The question before pictures are passed on, and what came of it. */
  pictureCard(asked: AskedPictures): Sheet | undefined {
    return this.latest && pictureSheet(this.latest, this.mine, asked);
  }

  pictureDone(came: PictureEnd): Sheet {
    return pictureDoneSheet(this.mine, came);
  }

  /** Where her latest case is, and what she can do. */
  card(lead: string): Sheet | undefined {
    return this.latest && mySheet(this.latest, this.mine, lead);
  }

  /** The card of its end, as it is now. */
  endCard(): Sheet | undefined {
    const one = this.latest;
    return one?.state === 'closed' ? closingSheet(one, this.mine) : one && openAgainSheet(one, this.mine);
  }

  /**
   * Deletes what is hers alone; where HR has a case, HR is asked. What she is told, and whether nothing of her is left;
   * undefined where it has to be decided again, with all that is kept of her.
   */
  forgetAll(): { readonly said: readonly string[]; readonly all: boolean } | undefined {
    const { records } = this.scene;
    this.needsRecords = records === undefined;
    if (!records) return undefined;
    const language = this.language();
    const gone = records.filter((record) => !isHrs(record));
    for (const record of records.filter(isHrs)) {
      const work = CaseWork.on(this.house, record, language, record.history, this.now);
      work.do({ kind: 'asked-to-delete' });
      this.others.push(work);
    }
    this.forget = gone.map((record) => forgottenOf(this.house, record, language));
    // As long as a case is open the way to her is kept.
    const all = records.every(({ case: one }) => one.state === 'closed');
    return {
      all,
      said: [
        ...(gone.length > 0 ? [t(language, 'deleted.cases', { numbers: numbersOf(gone) })] : []),
        ...(gone.length > 0 || (all && records.length > 0) ? [whatStays(this.house, records, language, this.now)] : []),
      ],
    };
  }

  /** What is kept of them, for the cards that say so. */
  kept(): Showing['kept'] {
    const { records } = this.scene;
    this.needsRecords = records === undefined;
    const days = this.house.organisation.hr.daysKept;
    return records?.map(({ case: one, history, pictures }) => keptOf(one, history, pictures, days)) ?? [];
  }

  private get works(): readonly CaseWork[] {
    return this.work ? [this.work, ...this.others] : this.others;
  }

  private get mine(): Mine {
    const { organisation, isHoliday } = this.house;
    const language = this.language();
    return { language, organisation, when: whenHrAnswers(language, organisation.hr.hours, isHoliday, this.now) };
  }
}
