/**
 * Drives the demo as a person does: a browser, Microsoft 365 Agents Playground, and what can be seen there.
 * Nothing here sleeps: every step waits for what is shown.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { clockAt, workday } from '../support/moved-clock';

const root = resolve(__dirname, '../..');

export const viewports = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

/**
 * The Playground's chat column never gets narrower than 600 px, so a phone would show half of each card. For pictures at
 * phone width the columns around the chat are let go of; the card itself and its renderer are untouched.
 */
const phoneStyle = `
  [role=toolbar] { display: none !important }
  #root div:has([role=textbox]), #root div:has(.ac-preview-panel), #root div:has([aria-label="Message header"]) {
    min-width: 0 !important; max-width: 100% !important;
  }
  #root div:has(> [aria-label="Message header"] [aria-label="Message author"]) {
    width: 100% !important; max-width: calc(100% - 32px) !important;
  }
  .fai-OutputCard { flex: 1 1 0 !important; min-width: 0 !important }
  .fai-OutputCard > div { width: auto !important }
`;

/** One open page of the Playground. */
export class Playground {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly viewport: keyof typeof viewports,
  ) {}

  static async open(address: string, viewport: keyof typeof viewports = 'desktop'): Promise<Playground> {
    const browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    });
    const context = await browser.newContext({ viewport: viewports[viewport] });
    // Its fonts, and the pages the cards link to, lie outside: a test must not depend on them.
    await context.route((url) => !['127.0.0.1', 'localhost'].includes(url.hostname), (route) => route.abort());
    const page = await context.newPage();
    await page.goto(address);
    // The log panel covers the chat on a phone and is of no interest on a picture.
    await page.getByRole('button', { name: 'Hide log panel' }).click();
    if (viewport === 'phone') await page.addStyleTag({ content: phoneStyle });
    return new Playground(browser, page, viewport);
  }

  /** Goes to a conversation in the list: 'Personal Chat', 'HR-saker' … */
  async goTo(conversation: string): Promise<void> {
    // On a phone the list is a drawer; it closes when something else is touched.
    if (this.viewport === 'phone') await this.page.getByTitle('Toggle app bar and conversation window').click();
    await this.page.getByRole('treeitem', { name: conversation }).click();
    if (this.viewport === 'phone') await this.page.getByRole('heading', { level: 1 }).click();
    await this.page.getByRole('textbox').first().waitFor();
  }

  /** Writes in the chat. */
  async say(text: string): Promise<void> {
    await this.box.pressSequentially(text);
    await this.page.getByRole('button', { name: 'Send Message' }).click();
  }

  /** Begins a thread in the open channel, naming the bot first so that it hears. */
  async post(text: string): Promise<void> {
    await this.box.pressSequentially('@');
    await this.page.getByRole('listbox').getByRole('menuitem').first().click();
    await this.box.pressSequentially(` ${text}`);
    await this.page.getByRole('button', { name: 'Post', exact: true }).click();
  }

  /** Answers in the newest thread of the open channel, naming the bot first so that it hears. */
  async reply(text: string): Promise<void> {
    const box = this.page.locator('[data-lexical-editor][role=textbox]').nth(1);
    await box.pressSequentially('@');
    await this.page.getByRole('listbox').getByRole('menuitem').first().click();
    await box.pressSequentially(` ${text}`);
    await this.page.getByRole('button', { name: 'Send Message' }).first().click();
  }

  /** Waits until this stands somewhere in the open conversation. */
  async waitForText(text: string): Promise<void> {
    await this.page.getByText(asShown(text)).last().waitFor();
  }

  /** The newest button or link of that name which can be pressed. */
  button(name: string | RegExp): Locator {
    const called = typeof name === 'string' ? wholly(asShown(name)) : name;
    const named = this.cards.getByRole('button', { name: called }).or(this.cards.getByRole('link', { name: called }));
    return named.and(this.page.locator(':not([disabled], [aria-disabled=true])')).last();
  }

  /** Fills the newest field with that label. */
  async fillInput(label: string, text: string): Promise<void> {
    await this.cards.getByLabel(label).last().fill(text);
  }

  /** Chooses from the newest list with that label. */
  async chooseFrom(label: string, choice: string): Promise<void> {
    await this.cards.getByRole('combobox', { name: label }).last().click();
    await this.page.getByRole('option', { name: wholly(asShown(choice)) }).click();
  }

  /** Brings this into sight, the newest of it. */
  async scrollTo(text: string): Promise<void> {
    await this.page.getByText(asShown(text)).last().scrollIntoViewIfNeeded();
  }

  /** Waits until this number on the newest thread's card is as wanted; the number. `text` has it as its first group. */
  async waitForNumber(text: RegExp, wanted: (shown: number) => boolean): Promise<number> {
    for (let shown: string | undefined; ; ) {
      // "20 of 60" has "0 of 60" in it.
      const card = this.cards.filter({ hasText: text, hasNotText: shown === undefined ? undefined : new RegExp(`(?<!\\d)${shown}`) }).first();
      shown = text.exec(await card.innerText())?.[0];
      const number = Number(text.exec(shown ?? '')?.[1]);
      if (wanted(number)) return number;
    }
  }

  /** Waits until the newest card says this. */
  async waitForCard(text: string): Promise<void> {
    await this.cards.last().and(this.cards.filter({ hasText: asShown(text) })).waitFor();
  }

  /** Keeps what is on the screen as `tests/e2e/pictures/<name>.png`. */
  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(root, 'tests/e2e/pictures', `${name}.png`), animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  get cards(): Locator {
    return this.page.locator('.ac-adaptiveCard');
  }

  /** Where one writes; in a channel it is the box for a new thread, which stands on top. */
  private get box(): Locator {
    return this.page.locator('[data-lexical-editor][role=textbox]').first();
  }
}

/** A text that means itself in a pattern. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A text as a card shows it: its hyphens hold, see cards/index.ts, and space is space. */
export const asShown = (text: string): RegExp => new RegExp(literally(text).trim().replaceAll('-', '[-\u2011]').replace(/\s+/g, '\\s+'));
export const wholly = ({ source }: RegExp): RegExp => new RegExp(`^\\s*${source}\\s*$`);

export interface RunningDemo {
  /** Where the Playground is. */
  readonly address: string;
  /** Where the bot is. */
  readonly bot: string;
  /** Kills the bot where it stands, and waits until the demo has begun to start it again. */
  killBot(): Promise<void>;
  /** Stops it as Ctrl-C does; gives its exit code. */
  stop(): Promise<number | null>;
}

/** The bot among the children of the demo's process, as Linux lists them. */
function botOf(demo: number): number {
  const children = readFileSync(`/proc/${demo}/task/${demo}/children`, 'utf8').trim().split(' ').map(Number);
  const bot = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/src/main.js'));
  if (bot === undefined) throw new Error('the demo has no bot just now');
  return bot;
}

/** Starts the built demo on free ports, on a working day, and waits until it says where it is. */
export async function startDemo(env: NodeJS.ProcessEnv = {}): Promise<RunningDemo> {
  const [PORT, PLAYGROUND_PORT] = await freePorts(2);
  const demo = spawn(process.execPath, [join(root, 'dist/deploy/demo.js')], {
    cwd: root,
    env: { ...process.env, ...clockAt(workday), ...env, PORT: String(PORT), PLAYGROUND_PORT: String(PLAYGROUND_PORT) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => demo.kill()); // a test run that breaks off takes it along
  const gone = once(demo, 'exit') as Promise<[number | null]>;
  let words = '';
  const address = await new Promise<string>((ready, fail) => {
    const listen = (chunk: Buffer): void => {
      words += chunk.toString();
      const said = /åpne (http:\S+)/.exec(words)?.[1];
      if (said) ready(said);
    };
    demo.stdout.on('data', listen);
    demo.stderr.on('data', listen);
    void gone.then(([code]) => fail(new Error(`The demo ended with ${code} before it was ready:\n${words}`)));
  });
  return {
    address,
    bot: `http://127.0.0.1:${PORT}`,
    killBot: async () => {
      const before = words.length;
      process.kill(botOf(demo.pid ?? 0), 'SIGKILL');
      while (!words.slice(before).includes('starts again')) await once(demo.stdout, 'data');
    },
    stop: async () => {
      demo.kill('SIGINT');
      const [code] = await gone;
      return code;
    },
  };
}

/** Ports that nobody holds; all are held until the last is found, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
