import { renderSheet } from '../../../cards';
import type { PushAction } from '../../../cards/actions';
import type { Sheet } from '../../../cards/data';
import { campaignSheet, type PushDesk, pushForm } from '../../../cards/push-desk';
import { journalSheet, peopleSheet, pushesSheet, readySheet, startLines } from '../../../cards/push-lists';
import { sureSheet } from '../../../cards/push-sure';
import { inCard } from '../../../cards/words';
import type { Campaign } from '../../core/campaign/campaign';
import { type Misread, startsOf } from '../../core/campaign/list/list';
import { mostPeople } from '../../core/campaign/list/read-file';
import { readList } from '../../core/campaign/list/read-list';
import type { Language } from '../../core/language';
import { languages, t, type Params, type TextKey } from '../../texts';
import type { DeskWork } from '../desk/work';
import { languageOf } from '../house';
import { isInvoke } from '../happening';
import { mailTo } from '../ports';
import { readyText } from '../ready-text';
import { deskOf, done, type HumanDeed, opened, redrawn } from './act';
import { hindrance, ordered, orderedAgain, tooLong } from './make';
import { pushMessage } from './message';
import type { OfOne, PushScene } from './scene';
import type { Counted } from '../ports/push';
import { reportOf } from './report';
import { offHours, scheduled } from './when';

/** Characters of a refused list that are shown again. */
const mostShown = 12_000;
/** Lines that named nobody, on the card; the others are counted. */
const mostMisread = 15;
/** What stands in the place of a push's card is hers to read for so long. ms. */
const reading = 2 * 60_000;

/** What HR asks of the pushes, done and answered in one turn. Pure: what it needs to know is in the scene. */
class PushTurn {
  constructor(
    private readonly turn: DeskWork,
    private readonly scene: PushScene,
  ) {}

  private get desk(): PushDesk {
    return deskOf(this.turn.house, this.turn.now);
  }

  private get language(): Language {
    return this.desk.language;
  }

  answer(action: PushAction): void {
    if ('push' in action) return this.scene.file ? this.about(action, this.scene.file) : this.turn.say(this.text('pushes.refused.gone'));
    switch (action.verb) {
      case 'desk-push-form':
        return this.show(pushForm(this.desk, {}, this.hindered()));
      case 'desk-push-check':
        return this.check(action.list, action.greeting);
      case 'desk-push-list':
        return this.show(pushesSheet(this.desk, this.scene.list, action.page, this.scene.more));
      case 'desk-push-journal':
        return this.show(journalSheet(this.desk, this.scene.journal, action.page, this.scene.more));
      default:
        return action satisfies never;
    }
  }

  private about(action: OfOne, file: Counted): void {
    const { me: by } = this.turn;
    const { campaign, tallies } = file;
    switch (action.verb) {
      case 'desk-push-show':
        this.redraw(file);
        return this.show(campaignSheet(this.desk, campaign, tallies));
      case 'desk-push-people':
        return this.over(peopleSheet(this.desk, campaign, this.scene.people, action.standing, action.page, this.scene.more));
      case 'desk-push-preview':
        return this.preview(campaign);
      case 'desk-push-send':
        return this.askFirst(campaign, action, { kind: 'sent-off', by, go: {}, confirms: action.confirms }, campaign.state === 'checked' && campaign.plan.links.length > 0 && !action.sure);
      case 'desk-push-schedule':
        return this.schedule(campaign, action);
      case 'desk-push-pause':
        return action.on ? this.do({ kind: 'paused', by }) : this.askFirst(campaign, action, { kind: 'resumed', by });
      case 'desk-push-cancel':
        return this.do({ kind: 'cancelled', by, confirms: action.confirms });
      case 'desk-push-again':
        return this.again(file, action.standing);
      case 'desk-push-report':
        return this.report(campaign);
      case 'desk-push-text':
        return this.ready(file, action.to);
      default:
        return action satisfies never;
    }
  }

  private check(list: string, greeting: string): void {
    const { turn } = this;
    // A card that is too heavy would not be shown at all.
    const typed = { list: list.length > mostShown ? '' : list, greeting };
    const unshown = list.length > mostShown ? [this.text('pushes.too-long')] : [];
    const [hindered] = this.hindered();
    if (hindered) return this.show(pushForm(this.desk, typed, [hindered]));
    if (this.scene.made) return turn.say(this.text('pushes.made-before', { number: `${this.scene.made.campaign.plan.number}` }));
    if (list.trim() === '') return this.show(pushForm(this.desk, typed, [this.text('pushes.empty')]));
    const read = readList(list, turn.house.organisation.email.domains);
    const { people, misread, doubles } = read;
    const notes = [...unshown, ...startLines((key, params) => inCard(this.language, key, params), people.length, startsOf(read)), ...this.misreadIn(misread), ...(doubles > 0 ? [this.text('pushes.doubles', { count: doubles })] : [])];
    if (people.length === 0) return this.show(pushForm(this.desk, typed, [this.text('pushes.no-addresses'), ...notes]));
    if (people.length > mostPeople) return this.show(pushForm(this.desk, typed, [this.text('pushes.too-many', { most: mostPeople })]));
    const most = tooLong(turn.house, greeting);
    if (most) return this.show(pushForm(this.desk, typed, [this.text('pushes.greeting-long', most), ...unshown]));
    const { number } = turn.scene;
    if (number === undefined) return void (turn.needsPushNumber = true);
    const change = ordered(turn.house, { number, by: turn.me, greeting, people, key: turn.inbound.key, now: turn.now });
    turn.campaigns.push(change);
    turn.out.push(opened(turn.house, change.campaign, turn.now));
    this.show({ ...pushForm(this.desk), inputs: [], buttons: [], status: [this.text('pushes.made', { number: `${number}`, people: people.length })], mood: 'good', notes });
  }

  /** The people that another push did not reach, in a push of their own, checked anew. */
  private again(was: Counted, value: string): void {
    const { turn } = this;
    const { number = 0 } = turn.scene;
    const { made } = this.scene;
    if (made) return turn.say(this.text('pushes.made-before', { number: `${made.campaign.plan.number}` }));
    const change = orderedAgain(was, value, { number, by: turn.me, key: turn.inbound.key, now: turn.now });
    if (!change) return turn.say(this.text('pushes.refused.nobody-again'));
    if (number === 0) return void (turn.needsPushNumber = true);
    turn.campaigns.push(change);
    turn.out.push(opened(turn.house, change.campaign, turn.now));
    turn.say(this.text('pushes.made', { number: `${number}`, people: change.campaign.plan.people }));
  }

  private schedule(campaign: Campaign, { date, time, sure, confirms }: Extract<OfOne, { verb: 'desk-push-schedule' }>): void {
    const { turn } = this;
    const read = scheduled(turn.house, date, time, turn.now);
    if ('key' in read) return turn.say(this.text(read.key, read.params));
    if (campaign.state === 'checked' && campaign.plan.links.length > 0 && !sure)
      return this.over(sureSheet(this.desk, campaign, { verb: 'desk-push-schedule', push: campaign.plan.number, date, time, sure: true }, { links: true }));
    this.do({ kind: 'sent-off', by: turn.me, go: { at: read.at }, confirms });
  }

  /** Does what sends to people; but where it needs a second thought, asks once for all that is to be thought of. */
  private askFirst(campaign: Campaign, action: Extract<OfOne, { anyway: boolean }>, deed: HumanDeed, links = false): void {
    const { turn, scene } = this;
    const { happening } = turn.inbound;
    const asked = action.anyway && happening.kind === 'pressed' ? happening.press.nonce.shownAt : undefined;
    const off = scene.file && offHours(turn.house, done(turn.house, scene.file, deed, turn.now), scene.file.tallies, turn.now, asked);
    if (!links && !off) return this.do(deed);
    const meant = action.verb === 'desk-push-send' ? { ...action, sure: true } : action;
    this.over(sureSheet(this.desk, campaign, { ...meant, anyway: off !== undefined }, { links, off }));
  }

  private do(deed: HumanDeed): void {
    const { turn, scene } = this;
    if (!scene.file) return;
    const came = done(turn.house, scene.file, deed, turn.now);
    if ('why' in came) return came.why === 'stale' ? this.stands(scene.file) : turn.say(this.text(`pushes.refused.${came.why}`));
    turn.campaigns.push(came.change);
    turn.out.push(came.redraw);
    this.show(came.sheet);
  }

  /** She pressed a button of an older card: nothing is done, and she sees how it is today. */
  private stands({ campaign, tallies }: Counted): void {
    const sheet = campaignSheet(this.desk, campaign, tallies);
    this.show({ ...sheet, status: [this.text('pushes.refused.stale'), ...sheet.status] });
  }

  private preview(campaign: Campaign): void {
    const { turn, scene } = this;
    if (scene.chat === undefined) return turn.say(this.text('pushes.no-chat'));
    const body = pushMessage(turn.house, campaign, languageOf(turn.house, undefined, this.language), 0, true);
    turn.out.push({ id: turn.house.newId(), conversation: scene.chat, class: 'reply', body });
    turn.say(this.text('pushes.previewed'));
  }

  /** For those whom Teams cannot reach: nothing of it is sent by the bot, which knows no private address. */
  private ready({ campaign, tallies }: Counted, asked: string): void {
    const { house } = this.turn;
    const to = languages.find((each) => each === asked) ?? this.language;
    this.over(readySheet(this.desk, campaign, tallies, to, { ...readyText(house, to), page: house.page(to) }));
  }

  /** A line for each of the list, as a file by mail to whoever asked. */
  private report({ plan }: Campaign): void {
    const { turn } = this;
    const { email } = turn.scene.person;
    const number = `${plan.number}`;
    if (!turn.house.mails || !email) return turn.say(this.text('pushes.csv.no-mail', { number }));
    const letter = {
      to: email,
      subject: this.text('pushes.csv.subject', { number }),
      text: this.text('pushes.csv.text', { people: plan.people }),
      attachments: [{ name: `utsending-${number}.csv`, type: 'text/csv', content: reportOf(this.language, this.scene.people) }],
    };
    turn.out.push({ id: turn.house.newId(), conversation: mailTo(email), class: 'mail', body: { kind: 'letter', letter } });
    turn.say(this.text('pushes.csv.sent', { address: email }));
  }

  /** Whoever else looks at the card sees the same sums. Not while she reads its list: that would take its place. */
  private redraw({ campaign, version, tallies }: Counted): void {
    const { turn } = this;
    // Where the push is another one by now, this picture of it must not come after the newer one: the turn is decided anew.
    turn.campaigns.push({ version, campaign, readUntil: null });
    turn.out.push(redrawn(campaign, campaignSheet(this.desk, campaign, tallies), turn.house.newId()));
  }

  private misreadIn(misread: readonly Misread[]): readonly string[] {
    if (misread.length === 0) return [];
    const say = (key: TextKey, params: Params): string => inCard(this.language, key, params);
    return [
      say('pushes.misread', { count: misread.length }),
      ...misread.slice(0, mostMisread).map(({ line, text, suggestion }) => (suggestion === undefined ? say('pushes.misread.line', { line, text }) : say('pushes.misread.meant', { line, text, suggestion }))),
      ...(misread.length > mostMisread ? [say('pushes.misread.more', { count: misread.length - mostMisread })] : []),
    ];
  }

  private hindered(): readonly string[] {
    const { house } = this.turn;
    const why = hindrance(house);
    return why ? [this.text(`pushes.${why}`, { responsible: house.organisation.privacy.responsible })] : [];
  }

  private text(key: TextKey, params: Params = {}): string {
    return t(this.language, key, params);
  }

  /** Shows something in the place of the push's card, which is not drawn again for a while. */
  private over(data: Sheet): void {
    const { turn, scene: { file } } = this;
    if (file) turn.campaigns.push({ version: file.version, campaign: file.campaign, readUntil: turn.now + reading });
    this.show(data);
  }

  private show(data: Sheet): void {
    const { turn } = this;
    const card = renderSheet(data);
    if (isInvoke(turn.inbound.happening)) turn.answer = { kind: 'card', card };
    else turn.put({ kind: 'card', card, summary: data.title });
  }
}

/** Does and answers what HR asked of the pushes. */
export function answerPush(turn: DeskWork, action: PushAction): void {
  const { pushes } = turn.scene;
  if (pushes) new PushTurn(turn, pushes).answer(action);
}
