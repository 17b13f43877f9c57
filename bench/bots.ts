/** One of the bots that are compared, by its name in argv, in a process of its own. Says `{ port, ready }` to its parent. */
import http from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';
import { startBot } from '../src/bot';
import { readConfig } from '../src/config';
import { createLog } from '../src/log';
import { LoopbackCredentials } from '../tests/support/openid-issuer';

const [, , name = '', appId = '', tenant = '', authority = '{}'] = process.argv;
const settings = JSON.parse(authority) as Record<string, string | boolean>;
const credentials = new LoopbackCredentials(appId);

/** This bot: signed token, SQLite with full sync, a card. */
async function ours(): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vismahjelpen-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://bot.example',
    DATABASE_URL: `file:${folder}/bench.db`,
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'not-used',
    MicrosoftAppTenantId: tenant,
  });
  return (await startBot(config, createLog('warn'), { settings, credentials })).port;
}

/** The SDK's own way: restify, CloudAdapter, the same token; one text back, no state. */
async function botbuilderEcho(): Promise<number> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({ ...settings }, credentials));
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    await context.sendActivity(`Echo: ${context.activity.text}`);
    await next();
  });
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    await adapter.process(request, response as never, (context) => bot.run(context));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.server.address() as AddressInfo).port;
}

/** What Node itself costs: reads the JSON, posts one text back, checks nothing. */
async function nodeEcho(): Promise<number> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { serviceUrl, conversation, text } = JSON.parse(Buffer.concat(chunks).toString()) as { serviceUrl: string; conversation: { id: string }; text: string };
      const to = `${serviceUrl}v3/conversations/${encodeURIComponent(conversation.id)}/activities`;
      const reply = http.request(to, { method: 'POST', agent, headers: { 'Content-Type': 'application/json' } }, (sent) => {
        sent.resume();
        sent.on('end', () => response.end());
      });
      reply.end(JSON.stringify({ type: 'message', text: `Echo: ${text}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const bots: Readonly<Record<string, () => Promise<number>>> = { ours, botbuilderEcho, nodeEcho };

void bots[name]?.().then((port) => process.send?.({ port }));
process.on('disconnect', () => process.exit());
