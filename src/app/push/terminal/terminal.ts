import { setTimeout } from 'node:timers/promises';
import { startsOf } from '../../../core/campaign/list/list';
import { sumOf } from '../../../core/campaign/recipient';
import { shownName } from '../../../core/shown';
import { t } from '../../../texts';
import type { House } from '../../house';
import type { Log, Store } from '../../ports';
import type { CampaignChange, CampaignFile } from '../../ports/push';
import { opened } from '../act';
import { hindrance, ordered, orderedAgain, tooLong } from '../make';
import { reportOf } from '../report';
import { everybody } from '../scene';
import type { Done, Journal, Listing, Made, People, Refused, Report, Shown } from './answers';
import { type Asked, changeOf } from './change';
import { isSame, listIn, refusal } from './read';

export interface TerminalParts {
  readonly store: Store;
  readonly house: House;
  /** There is something to send, or somebody to look up. */
  readonly nudge: () => void;
  readonly now: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** What a push is made of: a file as it was, or whom another one did not reach. The same `key` twice is one push. */
export interface Order {
  /** Who reads it as the sender, and who is in the journal. */
  readonly by: string;
  readonly key: string;
}

/** A terminal proves nobody: whoever it says there is, is nobody in HR's team. */
const id = 'terminal';
/** Losing this often in a row is no bad luck. */
const tries = 30;
/** Longest pause after a loss, ms. */
const longestPause = 100;
const pushesPerPage = 50;
const linesPerPage = 100;

/** HR's pushes at the terminal: the same core, commit and cards as in HR's channel, and every refusal a sentence. */
export class Terminal {
  constructor(private readonly parts: TerminalParts) {}

  /** Makes a push of a file. It is read here, by the rules that hold in HR's channel. */
  async make({ by, key, file, greeting }: Order & { readonly file: Uint8Array; readonly greeting: string }): Promise<Made | Refused> {
    const { store, house, now } = this.parts;
    const hindered = await this.hindered();
    if (hindered) return hindered;
    const read = listIn(house, file);
    if ('refused' in read) return read;
    const most = tooLong(house, greeting);
    if (most) return refusal(house, 'pushes.greeting-long', most);
    const { people, misread, doubles } = read;
    const made = await this.begun(key, async (known) => !(await isSame(house, store.campaigns, known, people, greeting)), (number) =>
      ordered(house, { number, by: { id, name: shownName(by) }, who: this.who(by), greeting, people, key: keyOf(key), now: now() }),
    );
    return made === undefined || 'refused' in made ? (made ?? this.lost()) : { ...made, misread, doubles, starts: startsOf(read) };
  }

  /** Makes a push of whom another one did not reach. `sender`: who reads it as the sender, where that is somebody else than before. */
  async again(number: number, { by, key, only, sender }: Order & { readonly only: string; readonly sender?: string | undefined }): Promise<Made | Refused> {
    const { store, house, now } = this.parts;
    const hindered = await this.hindered();
    if (hindered) return hindered;
    const was = await store.campaigns.counted(number, 'named');
    if (!was) return refusal(house, 'pushes.refused.gone');
    const { plan } = was.campaign;
    const name = shownName(sender ?? plan.by.name);
    const made = await this.begun(key, async (known) => known.campaign.plan.again !== number, (next) => orderedAgain(was, only, { number: next, by: { id, name }, who: this.who(by), key: keyOf(key), now: now() }));
    if (!made) return refusal(house, 'pushes.refused.nobody-again');
    return 'refused' in made ? made : { ...made, misread: [], doubles: 0, starts: startsOf({ people: [] }) };
  }

  /** Does something to a push; anew where somebody was faster. */
  async act(number: number, asked: Asked): Promise<Done | Refused> {
    const { store, house, now, nudge, log } = this.parts;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const file = await store.campaigns.counted(number);
      if (!file) return refusal(house, 'pushes.refused.gone');
      const came = changeOf(house, file, { id, name: this.who(asked.by) }, asked, now());
      if ('refused' in came) return came;
      if ((await store.commit({ now: now(), campaigns: [came.change], out: [came.redraw] })) === 'committed') {
        log.info({ push: number, did: came.did }, 'the terminal did something to a push');
        nudge();
        return came.answer;
      }
      await this.pause(attempt);
    }
    return this.lost();
  }

  async show(number: number): Promise<Shown | Refused> {
    const { store, house } = this.parts;
    const file = await store.campaigns.counted(number);
    if (!file) return refusal(house, 'pushes.refused.gone');
    const { campaign, tallies } = file;
    return { campaign, tallies, sum: sumOf(tallies), language: house.organisation.defaultLanguage };
  }

  /** Those who do not get it as it is, by name. */
  async missed(number: number): Promise<People | Refused> {
    const { store, house } = this.parts;
    if (!(await store.campaigns.numbered(number))) return refusal(house, 'pushes.refused.gone');
    const people = await store.campaigns.people(number, { only: 'left-out', limit: everybody });
    return { who: people.map(({ n, name, address, standing, why }) => ({ n, name, address, standing, why })) };
  }

  async report(number: number): Promise<Report | Refused> {
    const { store, house } = this.parts;
    if (!(await store.campaigns.numbered(number))) return refusal(house, 'pushes.refused.gone');
    return { csv: reportOf(house.organisation.defaultLanguage, await store.campaigns.people(number, { limit: everybody })) };
  }

  async list(page: number): Promise<Listing> {
    const { store, house } = this.parts;
    const rows = await store.campaigns.list(page * pushesPerPage, pushesPerPage + 1);
    return { language: house.organisation.defaultLanguage, list: rows.slice(0, pushesPerPage).map(({ campaign }) => campaign), more: rows.length > pushesPerPage };
  }

  async journal(page: number): Promise<Journal> {
    const { store, house } = this.parts;
    const rows = await store.campaigns.journal(page * linesPerPage, linesPerPage + 1);
    return { language: house.organisation.defaultLanguage, journal: rows.slice(0, linesPerPage), more: rows.length > linesPerPage };
  }

  /** Writes a new push, unless one with this key is there: then it is that one, or `another` one and the key is refused. */
  private async begun(
    key: string,
    another: (known: CampaignFile) => Promise<boolean>,
    order: (number: number) => (CampaignChange & Pick<CampaignFile, 'campaign'>) | undefined,
  ): Promise<Pick<Made, 'number' | 'made' | 'people'> | Refused | undefined> {
    const { store, house, now, nudge, log } = this.parts;
    let number = 0;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const known = await store.campaigns.keyed(keyOf(key));
      if (known) {
        const { plan } = known.campaign;
        return (await another(known)) ? refusal(house, 'terminal.key-of-another', { key: shownName(key), number: `${plan.number}` }) : { number: plan.number, made: false, people: plan.people };
      }
      // Nothing is made, and no number used, where there is nobody.
      if (!order(number)) return undefined;
      number ||= await store.campaigns.nextNumber();
      const change = order(number);
      if (!change) return undefined;
      if ((await store.commit({ now: now(), campaigns: [change], out: [opened(house, change.campaign, now())] })) === 'committed') {
        const { people } = change.campaign.plan;
        log.info({ push: number, people }, 'a push was made at the terminal');
        nudge();
        return { number, made: true, people };
      }
      await this.pause(attempt);
    }
    return this.lost();
  }

  private async hindered(): Promise<Refused | undefined> {
    const { store, house } = this.parts;
    const why = hindrance(house);
    if (why) return refusal(house, `pushes.${why}`, { responsible: house.organisation.privacy.responsible });
    // Its card is what HR sees of it, and where a second person confirms.
    if (!house.hr) return refusal(house, 'terminal.no-channel');
    // The setting names a team; its channel and tenant are only known once Teams has told of them.
    return (await store.desk()).channel ? undefined : refusal(house, 'terminal.channel-unseen');
  }

  private who(by: string): string {
    return t(this.parts.house.organisation.defaultLanguage, 'terminal.who', { name: shownName(by) });
  }

  private lost(): Refused {
    return refusal(this.parts.house, 'pushes.refused.changed');
  }

  private pause(attempt: number): Promise<void> {
    return setTimeout(this.parts.random() * Math.min(longestPause, 2 ** attempt));
  }
}

/** Keys of the terminal's never meet those of what happens in Teams. */
const keyOf = (key: string): string => `terminal:${key}`;
