import { guidePage } from '../../src/app/guide-page/draw';
import type { PagePart } from '../../src/app/guide-page/page';
import type { House } from '../../src/app/house';
import { mostOfSms, readyText } from '../../src/app/ready-text';
import { faultsOf } from '../../src/core/guide/explore';
import { languages, t } from '../../src/texts';
import { askoy } from '../support/cards';
import { house } from '../support/conversation';
import { manySystems } from '../support/organisations';

const chat = 'https://teams.microsoft.com/l/entity/5f3c0a52/conversations';
const houses: readonly (readonly [string, House])[] = [
  ['Askøy', house({ chat })],
  ['one that says everything', house({ organisation: { ...manySystems, hr: { ...manySystems.hr, genuine: { nb: 'Se intranettet.', en: 'See the intranet.' } } }, chat })],
  ['one that says little', house({ organisation: { ...askoy, links: { accountSettings: askoy.links.accountSettings } } })],
];
const cases = houses.flatMap(([name, whose]) => languages.map((language) => ({ name, whose, language })));

const mainWay = ['earlierUser', 'inbox', 'privateUse', 'accountSettings', 'emailFormat', 'confirm', 'link', 'tryAgain'];

/** Every text of a page, by where it stands. */
function texts(value: unknown, at = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[at, value]];
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => texts(part, `${at}.${key}`));
}

const partsOf = (whose: House, language: string): readonly PagePart[] => {
  const { first, main, stuck } = guidePage(whose, language);
  return [first, ...main.parts, ...stuck.parts];
};

describe.each(cases)('the page of $name in $language', ({ whose, language }) => {
  const page = guidePage(whose, language);

  test('has every text, filled in', () => {
    const empty = texts(page).filter(([at, text]) => text.trim() === '' && !/\.(step|ask|to)$/.test(at));
    expect(empty).toEqual([]);
    for (const [, text] of texts(page)) expect(text).not.toMatch(/[{}]|undefined|\[nb\]/);
  });

  test('has the way most people take first, then what stops them, each question once', () => {
    expect(page.main.parts.map(({ id }) => id)).toEqual(mainWay);
    expect(page.stuck.parts.map(({ id }) => id).toSorted()).toEqual(['blocked', 'checkAccount', 'newPassword', 'noCode', 'notArrived', 'signOut', 'withoutOldMailbox']);
  });

  test('leads on from every answer, to a part that is there', () => {
    const there = [...partsOf(whose, language).map(({ id }) => id), page.hr.id];
    for (const { ways } of partsOf(whose, language)) {
      expect(ways.length).toBeGreaterThan(1);
      for (const { to } of ways) if (to !== '') expect(there).toContain(to);
    }
  });

  test('counts its parts, and names the number where it leads to one', () => {
    const parts = [...page.main.parts, ...page.stuck.parts];
    expect(parts.map(({ title }) => Number(/^\d+(?=\. )/.exec(title)?.[0]))).toEqual(parts.map((_, at) => at + 1));
    const titles = new Map(parts.map(({ id, title }) => [id, title]));
    const led = parts.flatMap(({ ways }) => ways).filter(({ to }) => titles.has(to));
    expect(led.length).toBeGreaterThan(10);
    for (const { go, to } of led) expect(go).toContain(titles.get(to));
  });

  test('shows each of our drawings once, with its words', () => {
    const pictures = partsOf(whose, language).flatMap(({ picture }) => (picture ? [picture] : []));
    expect(new Set(pictures.map(({ url }) => url)).size).toBe(pictures.length);
    for (const { alt } of pictures) expect(alt).toMatch(/\S{3}/);
  });

  test('names HR and says when to ask', () => {
    expect(page.hr.lines.join(' ')).toContain(whose.organisation.hr.email);
    expect(page.hr.reasons.length).toBeGreaterThan(5);
    expect(new Set(page.hr.reasons).size).toBe(page.hr.reasons.length);
  });
});

test('the words are the guide’s own', () => {
  const accountSettings = guidePage(house(), 'nn').main.parts.find(({ id }) => id === 'accountSettings');
  expect(accountSettings?.lines.join('\n')).toBe(t('nn', 'q.accountSettings.body'));
  expect(accountSettings?.link).toEqual({ label: t('nn', 'q.accountSettings.link'), url: askoy.links.accountSettings });
});

test('an address that is right already skips the change, never the linking (S9)', () => {
  const ways = guidePage(house(), 'nb').main.parts.find(({ id }) => id === 'accountSettings')?.ways;
  expect(ways?.map(({ to }) => to)).toEqual(['emailFormat', 'link', 'blocked']);
});

test('what an organisation has not stated leaves no link and no words about one', () => {
  const [, little] = houses[2] ?? [];
  const page = guidePage(little ?? house(), 'nb');
  const links = [page.first, ...page.main.parts, ...page.stuck.parts].flatMap(({ link }) => link ?? []);
  expect(new Set(links.map(({ url }) => url))).toEqual(new Set([askoy.links.accountSettings]));
  expect(page.first.lines.join(' ')).not.toMatch(/video/i);
  expect([page.first.picture, page.chat]).toEqual([undefined, undefined]);
});

test('the page says whose it is, and how to see that in the organisation’s words, else from HR', () => {
  const [, everything] = houses[1] ?? [];
  expect(guidePage(house(), 'nb').whose.join(' ')).toMatch(/fra Askøy kommune.*Spør HR på hr\.stotte@askoy\.kommune\.no\..*aldri om passord/);
  expect(guidePage(everything ?? house(), 'en').whose.join(' ')).toContain('See the intranet.');
});

test('the guide behind it is whole', () => expect(faultsOf(house().guide)).toEqual([]));

/** GSM 03.38: with any other letter an SMS holds less than half. */
const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

describe.each(cases)('the ready text of $name in $language', ({ whose, language }) => {
  const { subject, mail, sms } = readyText(whose, language);

  test('has the link to the page in that language, and whom to ask', () => {
    for (const text of [mail, sms]) expect(text).toContain(whose.page(language));
    expect(subject).not.toBe('');
    expect(mail).toContain(whose.organisation.name);
    for (const text of [subject, mail, sms]) expect(text).not.toMatch(/[{}]|undefined|\[nb\]/);
  });

  test('fits into two parts of an SMS', () => {
    expect(sms.length).toBeLessThanOrEqual(mostOfSms);
    expect(sms).toMatch(gsm);
  });

  test('has no link to log in at', () => {
    expect([...`${mail} ${sms}`.matchAll(/https?:\/\/[^\s]+/g)].map(([url]) => url)).toEqual([whose.page(language), whose.page(language)]);
  });
});

test('an SMS fits whatever an organisation says of itself', () => {
  const long = { ...askoy, name: 'K'.repeat(120), hr: { ...askoy.hr, genuine: { nb: 'Se siden. '.repeat(40) } } };
  const { sms, mail } = readyText(house({ organisation: long }), 'nb');
  expect(sms.length).toBeLessThanOrEqual(mostOfSms);
  expect(sms).toContain('/guide/nb');
  expect(mail).toContain('Se siden. Se siden.');
});
