import { createHash } from 'node:crypto';
import { source } from 'axe-core';
import { guidePage } from '../../src/app/guide-page/draw';
import { pageHtml } from '../../src/http/page-html';
import { qrDots } from '../../src/http/qr';
import { languages } from '../../src/texts';
import { house } from '../support/conversation';
import { manySystems } from '../support/organisations';
import { dotsOf, readQr } from '../support/qr';
import { startTestBot } from '../support/running-bot';

const appId = '5f3c0a52-1111-4222-8333-44c0ffee0001';
const chat = `https://teams.microsoft.com/l/entity/${appId}/conversations?tenantId=0d3c2f9a-7d6f-4c52-9a07-3c1f0d3c2f9a`;
const hostile = '"><script>alert(1)</script>&amp;\'{x}';

// Not imported: its types bring those of a browser, which the server's own contradict.
const { JSDOM } = jest.requireActual<{ JSDOM: any }>('jsdom');
const openPage = (html: string): any => new JSDOM(html).window.document;

describe('over HTTP', () => {
  test('the organisation’s language without one named, else each language there are texts for', async () => {
    const bot = await startTestBot({ env: { TEAMS_APP_ID: appId } });
    const own = await bot.ask('/guide');
    for (const language of languages) {
      const reply = await bot.ask(`/guide/${language}`);
      expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(openPage(reply.text).documentElement.lang).toBe(language);
      expect(reply.text === own.text).toBe(language === 'nb');
    }
  });

  test('there is no page in a language that there are no texts for', async () => {
    const bot = await startTestBot();
    for (const language of ['fr', 'NB', 'nb.json', '__proto__', 'constructor', '%E0%A4%A', '..%2Fassets', 'nb/x']) {
      const reply = await bot.ask(`/guide/${language}`);
      expect([language, reply.status]).toEqual([language, 404]);
      expect(reply.text).not.toMatch(/Error:|node_modules/);
    }
  });

  test('it may be kept for a while, and is not sent again to whoever has it', async () => {
    const bot = await startTestBot();
    const reply = await bot.ask('/guide/nn');
    const etag = reply.headers.get('etag') ?? '';
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'cache-control': 'public, max-age=600',
      'content-length': String(Buffer.byteLength(reply.text)),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    for (const has of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await bot.ask('/guide/nn', { headers: { 'if-none-match': has } });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await bot.ask('/guide/nn', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    expect((await bot.ask('/guide/nb')).headers.get('etag')).not.toBe(etag);
  });

  test('only what is there may run or be fetched', async () => {
    const bot = await startTestBot({ env: { PUBLIC_URL: 'https://bot.example/visma' } });
    const { text, headers } = await bot.ask('/guide');
    const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; img-src https://bot.example; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(text).not.toMatch(/<script|<iframe|<form|\sstyle=|\son[a-z]+=|javascript:/i);
    expect([...text.matchAll(/<img src="([^"]*)"/g)].map(([, url]) => url)).toEqual(Array(4).fill(expect.stringMatching(/^https:\/\/bot\.example\/visma\/assets\/[0-9a-f]{16}\.png$/)));
  });

  test('HEAD answers as GET does, without the page; nothing can be posted', async () => {
    const bot = await startTestBot();
    for (const path of ['/guide', '/guide/en']) {
      const [whole, head] = [await bot.ask(path), await bot.ask(path, { method: 'HEAD' })];
      expect([head.status, head.text, head.headers.get('etag'), head.headers.get('content-length')]).toEqual([200, '', whole.headers.get('etag'), whole.headers.get('content-length')]);
      expect((await bot.ask(path, { method: 'POST' })).status).toBe(405);
    }
    expect((await bot.ask('/guide/fr', { method: 'HEAD' })).status).toBe(404);
  });

  test('without an id of the bot there is no code that leads nowhere', async () => {
    const bot = await startTestBot();
    const page = openPage((await bot.ask('/guide')).text);
    expect([page.querySelector('svg'), page.querySelector('#chat')]).toEqual([null, null]);
    // Nor is one told to hold a camera to it.
    expect(page.body.textContent).not.toMatch(/QR|kamera|firkant|Teams på mobilen/);
  });
});

describe.each(languages)('the document in %s', (language) => {
  const html = pageHtml(guidePage(house({ organisation: manySystems, chat }), language));
  const page = openPage(html);

  test('leads nowhere but to parts of itself, other languages, and what the organisation has stated', () => {
    const ids = [...page.querySelectorAll('[id]')].map(({ id }: any) => String(id));
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.querySelectorAll('a')].map((link: any) => String(link.getAttribute('href')));
    const { links: stated, hr } = manySystems;
    const known = [stated.accountSettings, stated.video, stated.vismaEnterprise, chat, `mailto:${hr.email.replace('@', '%40')}`, ...languages.map((each) => house().page(each))];
    for (const link of links) expect(link.startsWith('#') ? ids : known).toContain(link.replace(/^#/, ''));
  });

  test('has one title and headings in order', () => {
    const levels = [...page.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }: any) => Number(tagName[1]));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test('has a code that says where the chat is, with the address in words', () => {
    const code = page.querySelector('svg.qr');
    const [, , width = '0'] = code?.getAttribute('viewBox')?.split(' ') ?? [];
    const path = code?.querySelectorAll('path')[1]?.getAttribute('d') ?? '';
    expect(readQr(dotsOf(path, Number(width)))).toBe(chat);
    expect(page.querySelector('#chat .address')?.textContent).toBe(chat);
    expect(code?.getAttribute('aria-label')).toMatch(/QR/);
  });

  test('has no barrier that axe finds', async () => {
    const { window } = new JSDOM(html, { runScripts: 'outside-only' });
    window.eval(source);
    // Contrast needs a browser that draws.
    const options = { rules: { 'color-contrast': { enabled: false } } };
    const found: { violations: { id: string; nodes: { html: string }[] }[] } = await window.axe.run(window.document, options);
    expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });

  test('is small', () => expect(Buffer.byteLength(html)).toBeLessThan(40_000));
});

test('what settings say does not act as HTML', () => {
  const organisation = {
    ...manySystems,
    name: hostile,
    email: { ...manySystems.email, patterns: [hostile] },
    electronicIds: [hostile],
    noInbox: { nb: hostile },
    hr: { ...manySystems.hr, genuine: { nb: hostile } },
  };
  const page = openPage(pageHtml(guidePage(house({ organisation, chat: `${chat}"><script>` }), 'nb')));
  expect([page.querySelectorAll('script').length, page.querySelector('.whose')?.textContent?.includes(hostile)]).toEqual([0, true]);
});

test.each([['x'], ['https://teams.microsoft.com/l/chat/0/0?users=28%3A5f3c0a52-1111-4222-8333-44c0ffee0001'], [`${chat}&æøå=1`]])('a code says %s', (text) => {
  expect(readQr(qrDots(text))).toBe(text);
});
