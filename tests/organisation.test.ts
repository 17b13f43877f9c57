import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseOrganisation, readOrganisation } from '../src/organisation';
import { buttons, type CardButton, type Chat } from './support/activities';
import { askoy, linksOf, nodes, wordsOf } from './support/cards';
import nordvik from './support/other-municipality.json';
import { t } from '../src/texts';
import { startTestBot, type TestBot } from './support/running-bot';

const file = path.join(__dirname, 'support', 'other-municipality.json');

describe('a bot of another municipality', () => {
  let bot: TestBot;
  let chat: Chat;
  /** The bodies that presses were answered with. */
  let answers: unknown[];
  beforeEach(async () => {
    answers = [];
    bot = await startTestBot({ env: { ORGANISATION_FILE: file, PUBLIC_URL: 'https://hjelp.nordvik.example' } });
    // A language the bot does not speak: it falls back on the organisation's.
    chat = bot.chat({ locale: 'de-DE' });
  });

  const cards = () => bot.teams.sent.filter(({ operation, conversation, activity }) => operation === 'send' && conversation === chat.conversation && activity.attachments);
  const card = (): Record<string, unknown> => cards().at(-1)?.activity.attachments?.[0]?.content ?? {};
  const title = (): string => String(cards().at(-1)?.activity.summary);

  /** Does it, and waits for the card that answers. */
  const next = async (activity: object): Promise<void> => {
    const before = cards().length;
    const { status, body } = await bot.post(activity);
    expect(status).toBe(200);
    answers.push(body);
    await bot.teams.waitFor(() => cards().length > before, 'the next card');
  };
  const button = (label: string): CardButton => {
    const all = buttons({ attachments: [{ content: card() }] });
    const found = all.find((each) => each.title === label);
    if (!found) throw new Error(`no button «${label}» among ${all.map(({ title }) => title).join(', ')}`);
    return found;
  };
  const says = (words: string) => next(chat.message(words));

  const links = (): string[] => nodes(bot.teams.sent.map(({ activity }) => activity)).flatMap(({ url }) => (typeof url === 'string' ? [url] : []));
  /** Cards, texts and mails, in the chat and in the answers to presses. */
  const expectOwnOnly = (): void => {
    const shown = JSON.stringify([bot.teams.sent.map(({ activity }) => activity), answers, links().map(decodeURIComponent)]);
    expect(shown).not.toMatch(/ask[øo]y/i);
    for (const link of links()) expect(link).toMatch(/^https:\/\/(hjelp\.nordvik|konto\.visma|enterprise\.visma)\.example\/|^https:\/\/outlook\.office\.com\//);
  };

  test('leads through the whole way with its own names, addresses and links', async () => {
    await next(chat.install());
    expect(wordsOf(card()).join('\n')).toContain('people who work for Nordvik kommune');
    await says('1');
    await says('internal error');
    await says('yes');
    await says('yes');
    await says('1');
    expect(Object.values(linksOf(card()))).toEqual(['https://konto.visma.example/']);
    await says('1');
    expect(wordsOf(card())).toEqual(expect.arrayContaining(nordvik.email.patterns));

    // The address is checked against its domains; the card is drawn again, and the right one comes as a text.
    const reply = await bot.post(chat.press(button(t('en', 'q.emailFormat.check')), { address: 'kari@skole.nordvik.exmaple' }));
    answers.push(reply.body);
    expect(wordsOf(reply.body.value)).toContain('kari@skole.nordvik.example');
    await bot.teams.waitFor(({ sent }) => sent.some(({ activity }) => activity.text === 'kari@skole.nordvik.example'), 'the address as a text');

    await says('1');
    await says('1');
    expect(wordsOf(card()).join('\n')).toContain('Log in with BankID (the app or the code device), Buypass, or Commfides.');
    await says('1');
    expect(Object.values(linksOf(card()))).toEqual(['https://enterprise.visma.example/nordvik']);
    await says('1');
    expect(title()).toBe(t('en', 'q.solved.title'));
    expectOwnOnly();
  });

  test('leads to its own HR, with a mail to it', async () => {
    await next(chat.message('I get an internal error'));
    await says('no');
    await says('3');
    expect(title()).toBe(t('en', 'q.hr.title'));
    expect(wordsOf(card()).join('\n')).toContain('personal@nordvik.example');
    const mail = new URL(Object.values(linksOf(card()))[0] ?? '');
    expect(mail.searchParams.get('to')).toBe('personal@nordvik.example');
    await bot.teams.waitFor(({ sent }) => sent.some(({ activity }) => activity.text?.startsWith('To: personal@nordvik.example')), 'the mail to copy');
    expectOwnOnly();
  });

  test('without a video shows no picture of one and no button that leads nowhere', async () => {
    await next(chat.install());
    await says('1');
    await says('first time');
    expect(title()).toBe(t('en', 'q.firstLogin.title'));
    expect(wordsOf(card()).join('\n')).not.toContain(t('en', 'q.firstLogin.video'));
    expect(linksOf(card())).toEqual({});
    expect(nodes(card()).filter(({ type }) => type === 'Image')).toEqual([]);
    await says('3');
    expect(title()).toBe(t('en', 'q.stopped.title'));
    expectOwnOnly();
  });

  test('has no button or picture that leads nowhere on any card of the way', async () => {
    const norwegian = bot.chat({ locale: 'nb-NO' });
    chat = norwegian;
    for (const words of ['intern feil', 'ja', 'ja', 'ja', '1', '1', '1', 'ferdig', 'nei', 'nei', 'start på nytt', '2', 'tilbake', '1', 'første gang', 'hjelp', 'språk', 'english']) await next(chat.message(words));
    for (const { url } of nodes(bot.teams.sent.map(({ activity }) => activity)).filter(({ type }) => type === 'Action.OpenUrl' || type === 'Image'))
      expect(url).toMatch(/^https:\/\/./);
    expectOwnOnly();
  });

  test('says its own address when something fails', async () => {
    await next(chat.install());
    bot.teams.fail({ match: ({ operation, activity }) => operation === 'send' && activity.attachments !== undefined, times: 1, answer: { status: 413 } });
    await bot.post(chat.message('1'));
    const consolation = await bot.teams.waitFor(({ sent }) => sent.find(({ activity }) => activity.text), 'the consolation');
    expect(consolation.activity.text).toContain('personal@nordvik.example');
    expectOwnOnly();
  });

  test('shows its Askøy sister for comparison: the same way names Askøy there', async () => {
    const sister = await startTestBot();
    const other = sister.chat({ locale: 'de-DE' });
    await sister.post(other.message('snakk med HR'));
    const sent = await sister.teams.waitFor(({ sent: all }) => all.find(({ activity }) => activity.attachments), 'the HR card');
    expect(JSON.stringify(sent.activity)).toMatch(/askoy\.kommune\.no/);
  });
});

describe('an organisation file', () => {
  const faults = (value: unknown): readonly string[] => {
    const parsed = parseOrganisation(value);
    return Array.isArray(parsed) ? (parsed as readonly string[]) : [];
  };
  /** Nordvik with one thing put in its place; undefined takes it away. */
  const having = (at: string, value: unknown): unknown => {
    const copy: any = structuredClone(nordvik);
    const [last = '', ...before] = at.split('.').toReversed();
    const within = before.toReversed().reduce((part, key) => part[key], copy);
    if (value === undefined) delete within[last];
    else within[last] = value;
    return copy;
  };

  test('of Nordvik, and the one that comes with the bot, have no fault', () => {
    expect(faults(nordvik)).toEqual([]);
    expect(readOrganisation(undefined)).toMatchObject({ name: 'Askøy kommune' });
    expect(readOrganisation(file)).toEqual(nordvik);
  });

  test.each(['links.video', 'links.vismaEnterprise', 'otherSystems', 'sharedAccounts', 'hr.hours', 'hr.daysKept', 'hr.desks', 'hr.desks.0.email', 'privacy.url', 'privacy.daysKept'])(
    'may do without %s',
    (at) => {
      expect(faults(having(at, undefined))).toEqual([]);
    },
  );

  test.each(['name', 'email', 'email.domains', 'email.patterns', 'hr', 'hr.email', 'links', 'links.accountSettings', 'electronicIds', 'defaultLanguage', 'privacy', 'privacy.responsible', 'privacy.purpose', 'privacy.contact'])(
    'must have %s',
    (at) => {
      expect(faults(having(at, undefined))).toEqual([expect.stringMatching(new RegExp(`^${at}: .`))]);
    },
  );

  const wrong: readonly [string, string, unknown, string?][] = [
    ['no name but spaces', 'name', '  '],
    ['no domains', 'email.domains', []],
    ['a domain with an @', 'email.domains', ['@nordvik.example'], 'email.domains.0'],
    ['a domain in capitals', 'email.domains', ['nordvik.example', 'Nordvik.example'], 'email.domains.1'],
    ['a domain without a dot', 'email.domains', ['nordvik'], 'email.domains.0'],
    ['no patterns', 'email.patterns', []],
    ['an address of HR that is none', 'hr.email', 'HR'],
    ['a link that is not https', 'links.accountSettings', 'http://konto.visma.example/'],
    ['a link that runs', 'links.vismaEnterprise', 'javascript:alert(1)'],
    ['a link that is none', 'links.video', 'vimeo'],
    ['an empty link', 'links.video', ''],
    ['no electronic id', 'electronicIds', []],
    ['help in one language only', 'otherSystems', [{ name: 'x', help: { nb: 'x' } }], 'otherSystems.0.help.en'],
    ['a shared account that is no address', 'sharedAccounts', ['skranken'], 'sharedAccounts.0'],
    ['a day nobody knows', 'hr.hours', [{ days: ['mon', 'man'], from: '08:00', to: '15:00' }], 'hr.hours.0.days.1'],
    ['hours on no day', 'hr.hours', [{ days: [], from: '08:00', to: '15:00' }], 'hr.hours.0.days'],
    ['no hours', 'hr.hours', []],
    ['an hour that is none', 'hr.hours', [{ days: ['mon'], from: '8', to: '15:00' }], 'hr.hours.0.from'],
    ['hours that end before they begin', 'hr.hours', [{ days: ['mon'], from: '15:00', to: '08:00' }], 'hr.hours.0.to'],
    ['hours of one day that overlap', 'hr.hours', [{ days: ['mon', 'tue'], from: '08:00', to: '12:00' }, { days: ['tue'], from: '11:00', to: '15:00' }], 'hr.hours.1'],
    ['half a minute', 'hr.claimWithin', 0.5],
    ['a day less than none', 'hr.answerWithin', -1],
    ['minutes in words', 'hr.mailWithin', '10'],
    ['a case that is not kept', 'hr.daysKept', 0],
    ['a case that is gone before it may be opened again', 'hr.daysKept', 13],
    ['guests by a word', 'hr.guestsAreHr', 'no'],
    ['nobody as many', 'hr.noticeAfter', 0],
    ['a desk without a name', 'hr.desks', [{ id: 'it', name: '' }], 'hr.desks.0.name'],
    ['a desk with an id in words', 'hr.desks', [{ id: 'IT support', name: 'IT' }], 'hr.desks.0.id'],
    ['a desk with an address that is none', 'hr.desks', [{ id: 'it', name: 'IT', email: 'it' }], 'hr.desks.0.email'],
    ['two desks of one id', 'hr.desks', [{ id: 'it', name: 'IT' }, { id: 'it', name: 'Drift' }], 'hr.desks.1.id'],
    ['a language there are no texts for', 'defaultLanguage', 'de'],
    ['days that are not whole', 'privacy.daysKept', 0.5],
    ['no days at all', 'privacy.daysKept', 0],
  ];
  test.each(wrong)('with %s is wrong, and the fault says where', (_name, at, value, where = at) => {
    expect(faults(having(at, value))).toContainEqual(expect.stringMatching(new RegExp(`^${where}: .`)));
  });

  test('with a misspelt key is wrong: it would count as absent', () => {
    expect(faults({ ...nordvik, link: {} }).join()).toContain('link');
    expect(faults(having('links.vismaEntreprise', 'https://x.example'))).toEqual([expect.stringMatching(/^links: .*vismaEntreprise/)]);
  });

  test('tells every fault of how HR works at once', () => {
    const hr = { email: 'x', hours: [{ days: ['mon'], from: '15:00', to: '08:00' }], claimWithin: 0, desks: [{ id: 'A', name: 'A' }], hourz: [] };
    expect(faults({ ...nordvik, hr }).toSorted()).toEqual([
      'hr.claimWithin: must be 1 or more',
      expect.stringMatching(/^hr\.desks\.0\.id: ./),
      expect.stringMatching(/^hr\.email: ./),
      'hr.hours.0.to: must be later than 15:00',
      expect.stringMatching(/^hr: .*hourz/),
    ]);
  });

  test('that says nothing of how HR works gets what suits most, and nothing is decided for it about hours and keeping', () => {
    expect(parseOrganisation(having('hr', { email: 'personal@nordvik.example' }))).toMatchObject({
      hr: { email: 'personal@nordvik.example', claimWithin: 30, answerWithin: 3, mailWithin: 10, guestsAreHr: false, noticeAfter: 5, desks: [] },
    });
    expect(askoy.hr.hours).toBeUndefined();
    expect(askoy.hr.daysKept).toBeUndefined();
  });

  test('may have hours with a break, and hours that meet', () => {
    const days = ['mon', 'tue'];
    expect(faults(having('hr.hours', [{ days, from: '12:00', to: '15:00' }, { days, from: '08:00', to: '11:00' }, { days, from: '11:00', to: '12:00' }]))).toEqual([]);
  });

  test('tells every fault at once', () => {
    const all = faults({ ...nordvik, name: 7, hr: { email: 'x' }, links: { accountSettings: 'x', video: 'y' }, privacy: {} });
    expect(all.map((fault) => fault.slice(0, fault.indexOf(':'))).toSorted()).toEqual(
      ['hr.email', 'links.accountSettings', 'links.video', 'name', 'privacy.contact', 'privacy.purpose', 'privacy.responsible'],
    );
  });

  test.each([['null', null], ['a list', []], ['a word', 'Nordvik'], ['nothing', undefined]])('that is %s is wrong', (_name, value) => {
    expect(faults(value)).toEqual([expect.stringMatching(/^the file: ./)]);
  });

  test('that is not there, or no JSON, is named', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
    const broken = path.join(folder, 'broken.json');
    writeFileSync(broken, '{ "name": "Nordvik", }');
    expect(readOrganisation(broken)).toEqual([expect.stringContaining(`${broken} cannot be read as JSON`)]);
    expect(readOrganisation(path.join(folder, 'none.json'))).toEqual([expect.stringContaining('none.json cannot be read')]);
    rmSync(folder, { recursive: true });
  });

  test('may begin with a byte order mark, as editors on Windows put one there', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
    const marked = path.join(folder, 'marked.json');
    writeFileSync(marked, `\uFEFF${JSON.stringify(nordvik)}`);
    expect(readOrganisation(marked)).toEqual(nordvik);
    rmSync(folder, { recursive: true });
  });
});
