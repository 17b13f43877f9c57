import { outcomeIn } from '../../../cards/case-card';
import { rowOf } from '../../core/case/rows';
import type { Adviser, Case, Check, Deed, Entry } from '../../core/case/types';
import type { Concern } from '../../core/concern';
import type { Language } from '../../core/language';
import { shownName, shownText } from '../../core/shown';
import { day, moment, type Params, type TextKey } from '../../texts';
import { dueOf, type House } from '../house';
import { type Draft, type Outgoing, threadOf } from '../ports';
import { endAgain, endCards, heldCard, mineAgain, mineCard, openAgainCards, pictureCard, readyCard, settledCard, threadCard } from './cards';
import { caseLetter, unclaimedLetter } from './letters';
import { Sides } from './sides';

const takenBySpeaking: readonly Entry['deed']['kind'][] = ['replied', 'released', 'answered', 'checked'];

/** Both sides of one case: what each is told of what the other did. Row ids come from the entry, so telling twice is telling once. */
export class Teller {
  private readonly out: Draft[] = [];
  private readonly sides: Sides;

  constructor(
    house: House,
    /** The language that the employee reads now. */
    hers: Language,
    /** What was written before, for what refers to it. */
    private readonly history: readonly Entry[],
    now: number,
  ) {
    this.sides = new Sides(house, hers, now);
  }

  /** Rows for one line of the history. `one` is the case after it. */
  tell(entry: Entry, one: Case): readonly Draft[] {
    this.out.length = 0;
    this.line(entry, one);
    return [...this.out];
  }

  /** The card that opens the thread, drawn again; new where this very entry opens it. */
  draw(entry: Entry, one: Case): Draft {
    return threadCard(this.sides, entry, one);
  }

  private line(entry: Entry, one: Case): void {
    const { deed, seq } = entry;
    const { sides } = this;
    const { number, conversation } = one.report;
    const name = sides.name(one);
    const id = rowOf(number, seq);
    const put = (...drafts: readonly Draft[]): void => void this.out.push(...drafts);
    const thread = (body: Outgoing, concern?: Concern, row = id): void => void this.out.push({ id: row, conversation: threadOf(number), class: 'reply', body, concern });
    const chat = (body: Outgoing, concern?: Concern, row = `${id}-chat`): void => void this.out.push({ id: row, conversation, class: 'reply', body, concern });
    const inThread = (key: TextKey, params: Params = {}): void => thread({ kind: 'text', text: sides.hr(key, { name, ...params }) });
    const inChat = (key: TextKey, params: Params = {}): void => chat({ kind: 'text', text: sides.her(key, { number: `${number}`, ...params }) });
    /** Her own words, or HR's: whoever wrote them hears where they did not arrive. */
    const fromHer = (key: TextKey, text: string): void => thread({ kind: 'text', text: sides.hr(key, { name, text: shownText(text) }) }, sides.toEmployee(one));
    const fromHr = (by: Adviser, text: string, key: TextKey = 'mine.says'): void =>
      chat({ kind: 'text', text: sides.her(key, { name: shownName(by.name), text: shownText(text) }) }, sides.toHr(one), id);
    const seenByHr = (by: Adviser, text: string): void =>
      thread({ kind: 'text', text: sides.hr('thread.sent', { by: shownName(by.name), name, text: shownText(text) }) }, undefined, `${id}-thread`);

    // Whoever answers a case that nobody has, has it: her card says so, as when it was taken.
    if (one.state === 'claimed' && one.claimedAt === entry.at && takenBySpeaking.includes(deed.kind)) put(mineAgain(sides, one, id));

    switch (deed.kind) {
      case 'opened':
        return put(mineCard(sides, one));
      case 'said':
        // What reopened a case is said after the card that opens its new thread, or in the old one.
        if (this.opensAgain(entry, one)) put(...openAgainCards(sides, one, sides.her('mine.reopened', { number: `${number}` })));
        return fromHer('thread.says', deed.words.text);
      case 'edited':
        return fromHer('thread.edited', deed.words.text);
      case 'withdrawn':
        return this.retext(deed.message, number, sides.hr('thread.withdrawn', { name }), (body, of) => thread(body, undefined, `${id}${of}`));
      case 'rewrote':
        return entry.to === 'employee' ? fromHr(deed.by, deed.words.text, 'mine.rewrote') : undefined;
      case 'took-back':
        return entry.to === 'employee'
          ? this.retext(deed.message, number, sides.her('mine.took-back', { name: shownName(deed.by.name) }), (body, of) => chat(body, undefined, `${id}${of}`))
          : undefined;
      case 'wrote':
        if (entry.to === 'employee') return fromHr(deed.by, deed.words.text);
        return put(heldCard(sides, one, id, { entry: seq, by: deed.by.name, text: deed.words.text }));
      case 'released':
        this.settleHeld(deed.entry, one, true);
        return fromHr(deed.by, deed.words);
      case 'kept':
        return this.settleHeld(deed.entry, one, false);
      case 'replied':
        fromHr(deed.by, deed.words.text);
        return seenByHr(deed.by, deed.words.text);
      case 'noted':
        // Written in the thread it stands there already.
        return deed.words.message ? undefined : inThread('thread.note', { by: shownName(deed.by.name), text: shownText(deed.words.text) });
      case 'answered':
        return this.answered(deed, one, id);
      case 'checked': {
        const text = this.checked(deed.check, deed.date);
        fromHr(deed.by, text);
        return seenByHr(deed.by, text);
      }
      case 'announced':
        fromHr(deed.by, deed.words);
        return seenByHr(deed.by, deed.words);
      case 'claimed':
        inChat('mine.claimed', { name: shownName(deed.by.name) });
        return put(mineAgain(sides, one, id));
      case 'took-over':
        inThread('thread.took-over', { by: shownName(deed.by.name) });
        inChat('mine.handed-on', { name: shownName(deed.by.name) });
        return put(mineAgain(sides, one, id));
      case 'handed-on':
        inThread('thread.handed-on', { by: shownName(deed.by.name), to: shownName(deed.to.name) });
        inChat('mine.handed-on', { name: shownName(deed.to.name) });
        return put(mineAgain(sides, one, id));
      case 'closed': {
        const outcome = outcomeIn(sides.desk.language, sides.house.organisation.hr, deed);
        const params = { by: shownName(deed.by.name), outcome, line: shownText(deed.line) };
        inThread(deed.line.trim() ? 'thread.closed-line' : 'thread.closed', params);
        return put(...endCards(sides, one));
      }
      case 'ran-out':
        inThread('thread.ran-out');
        return put(...endCards(sides, one));
      case 'ended-by-employee':
        inThread(deed.solved ? 'thread.ended-solved' : 'thread.ended');
        return put(...endCards(sides, one));
      case 'went-by-mail':
        put(caseLetter(sides, id, [...this.history, entry], one));
        return put(...endCards(sides, one));
      case 'reopened':
        return put(...openAgainCards(sides, one, sides.her('mine.reopened-by-hr', { number: `${number}`, name: shownName(deed.by.name) })));
      case 'reopened-by-employee':
        inThread('thread.reopened');
        return put(...openAgainCards(sides, one, sides.her('mine.reopened', { number: `${number}` })));
      case 'rated':
        inThread(deed.helped ? 'thread.rated-yes' : 'thread.rated-no', { text: shownText(deed.words) });
        return put(...endAgain(sides, one, id));
      case 'asked-to-delete':
        inThread(one.archived ? 'thread.asked-delete-archived' : 'thread.asked-delete');
        return inChat(one.archived ? 'mine.asked-delete-archived' : 'mine.asked-delete');
      case 'reminded':
        return inThread('thread.reminded', { time: moment(sides.desk.language, one.employeeAt) });
      case 'nudged':
        inThread('thread.nudged');
        return inChat('mine.nudge', { date: day(sides.hers, dueOf(sides.house, one)?.at ?? sides.now) });
      case 'mailed':
        return put(unclaimedLetter(sides, id, one));
      case 'gave-back':
      case 'waits':
        return;
      case 'showed':
        return put(pictureCard(sides, one, id, deed.picture));
      case 'sent-file':
        inThread('thread.file', { file: shownName(deed.name) });
        return inChat('mine.file', { file: shownName(deed.name) });
      default:
        return deed satisfies never;
    }
  }

  /** Whether these words opened the case again. */
  private opensAgain({ seq, at }: Entry, one: Case): boolean {
    return one.state === 'waiting' && one.opened > 1 && one.since === at && one.entries === seq;
  }

  private settleHeld(held: number, one: Case, sent: boolean): void {
    const written = this.history.find(({ seq }) => seq === held)?.deed;
    if (written?.kind === 'wrote') this.out.push(settledCard(this.sides, one, held, { by: written.by.name, text: written.words.text, sent }));
  }

  /** All that was relayed of a message that its writer withdrew shows that instead; where nothing was, there is nothing to hide. */
  private retext(message: string, number: number, text: string, put: (body: Outgoing, row: string) => void): void {
    const written = this.history.filter(({ deed }) => (deed.kind === 'showed' ? deed.message : 'words' in deed && typeof deed.words === 'object' ? deed.words.message : undefined) === message);
    for (const entry of written) {
      // What was held went out with its writer's word, or not at all.
      const relayed = entry.to === 'held' ? this.history.find(({ deed }) => deed.kind === 'released' && deed.entry === entry.seq) : entry.to === 'nobody' ? undefined : entry;
      if (relayed) put({ kind: 'retext', of: rowOf(number, relayed.seq), text }, `-${relayed.seq}`);
    }
  }

  private answered({ by, answer }: Extract<Deed, { kind: 'answered' }>, one: Case, id: string): void {
    const { sides } = this;
    const card = readyCard(sides, one, `${id}-chat`, by, answer);
    if (!card) return;
    const text = sides.hr('thread.sent-card', { by: shownName(by.name), name: sides.name(one), text: sides.hr(`case.answer.${answer}`) });
    this.out.push(card, { id: `${id}-thread`, conversation: threadOf(one.report.number), class: 'reply', body: { kind: 'text', text } });
  }

  private checked(check: Check, date: string | undefined): string {
    return this.sides.her(`mine.checked.${check}`, check === 'starts' ? { date: day(this.sides.hers, Date.parse(date ?? '')) } : {});
  }
}
