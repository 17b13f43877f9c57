import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PictureName } from '../../src/core/guide/types';
import { loadAssets } from '../../src/http/assets';
import { startTestBot, type TestBot } from '../support/running-bot';

const folder = path.join(__dirname, '..', '..', 'cards', 'pictures');
const pictures = readdirSync(folder)
  .filter((file) => file.endsWith('.png'))
  .map((file) => [path.basename(file, '.png') as PictureName]);

let bot: TestBot;
beforeEach(async () => void (bot = await startTestBot()));

test.each(pictures)('the picture %s is served by its hash, for ever', async (name) => {
  const response = await fetch(`${bot.url}/assets/${loadAssets(folder).fileOf(name)}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(bytes.length),
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect(bytes.equals(readFileSync(path.join(folder, `${name}.png`)))).toBe(true);
  expect(response.url).toContain(createHash('sha256').update(bytes).digest('hex').slice(0, 16));
});

test('a card shows the picture from the public address', async () => {
  const shown = await startTestBot({ env: { PUBLIC_URL: 'https://bot.example/visma/' } });
  const chat = shown.chat();
  await shown.post(chat.message('jeg skal logge inn for første gang'));
  const sent = await shown.teams.waitFor(({ sent }) => sent[0], 'the video card');
  const [, file] = /"url":"https:\/\/bot\.example\/visma(\/assets\/[0-9a-f]{16}\.png)"/.exec(JSON.stringify(sent.activity)) ?? [];
  expect((await shown.ask(file ?? '/none')).status).toBe(200);
});

const elsewhere = ['nothing.png', '', 'pencil-old.png', '%E0%A4%A', '..%2F..%2Fpackage.json', '..%5C..%5Cpackage.json', '%2e%2e/%2e%2e/package.json', '__proto__', 'constructor', 'x%00.png'];
test.each(elsewhere.map((file) => [file]))('there is no file at /assets/%s', async (file) => {
  const reply = await bot.ask(`/assets/${file}`);
  expect(reply.status).toBe(404);
  expect(reply.text).not.toMatch(/Error:|vismahjelpen|node_modules/);
});

test('a picture can be read only', async () => {
  const reply = await bot.ask(`/assets/${loadAssets(folder).fileOf('pencil')}`, { method: 'POST' });
  expect(reply.status).toBe(405);
});

test('a picture that is not there stops the start, not a turn', () => {
  expect(() => loadAssets(folder).fileOf('no-such-picture' as PictureName)).toThrow('there is no picture no-such-picture.png');
});
