import { randomBytes, randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Person } from '../teams-stand-in/roster';

/** The tenant and the bot of tests that do not care which. */
export const testTenant = '0f3c1b6a-5d1e-4a63-9d0a-6c1f7b2e4d10';
export const testAppId = '7c1de2b4-94a8-4c3e-8f57-2b90d6a1e355';

/** Fields a test sets otherwise than Teams would by default. */
export type Over = Partial<Activity>;

/** A button as it stands in a card: the action itself, and the message it was found in. */
export interface CardButton {
  type?: string;
  title?: string;
  id?: string;
  verb?: string;
  data?: any;
  messageId?: string;
}

/** A person as a roster has them. */
export type Someone = Person & { readonly aadObjectId: string };

export const token = () => randomBytes(24).toString('base64url');
export const eventId = () => `f:${randomUUID()}`;

// Teams numbers messages by the millisecond; here never the same number twice.
let lastMessage = 0;
export const messageId = () => String((lastMessage = Math.max(lastMessage + 1, Date.now())));

// An edit is known by its time, so no two have the same.
let lastChange = 0;
export const timeOfChange = () => new Date((lastChange = Math.max(lastChange + 1, Date.now())));

/** Somebody new at the municipality, for a roster; `over` makes them a guest, say. */
export function someone(name: string, over: Partial<Someone> = {}): Someone {
  const account = name.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'o').replaceAll('å', 'a').replaceAll(/\s+/g, '.');
  const address = `${account}@kommune.example`;
  return {
    id: `29:1${token()}`, name, aadObjectId: randomUUID(), email: address, userPrincipalName: address,
    tenantId: testTenant, userRole: 'user', ...over,
  };
}

/** Somebody from outside whom the municipality has let in: the same tenant, an account of another. */
export function guest(name: string): Someone {
  const { email = '' } = someone(name);
  const outside = email.replace('kommune', 'outside');
  return someone(name, {
    email: outside,
    userPrincipalName: `${outside.replace('@', '_')}#EXT#@kommune.example`,
    userRole: 'guest',
  });
}

/** What all activities of a bot and a tenant have in common. */
export function envelope(common: {
  serviceUrl: string;
  appId: string;
  locale: string;
}): (type: string, id: string, from: Pick<Someone, 'id' | 'name' | 'aadObjectId'>, fields: Over) => Activity {
  const { serviceUrl, appId, locale } = common;
  return (type, id, { id: userId, name, aadObjectId }, fields) =>
    ({
      type,
      id,
      timestamp: new Date(),
      localTimestamp: new Date(),
      serviceUrl,
      channelId: 'msteams',
      from: { id: userId, name, aadObjectId },
      recipient: botOf(appId),
      locale,
      entities: [clientInfo(locale)],
      ...fields,
      // The SDK's type demands fields Teams never sends (label, callerId, listenFor), hence the cast.
    }) as Activity;
}

export const botOf = (appId: string) => ({ id: `28:${appId}`, name: 'Vismahjelpen' });

export const clientInfo = (locale: string) => ({
  type: 'clientInfo', locale, country: locale.split('-')[1] ?? 'NO', platform: 'Windows', timezone: 'Europe/Oslo',
});

export const written = (text: string): Over => ({
  text,
  textFormat: 'plain',
  // Teams mirrors each text as HTML; bots that look for uploads must not trip over it.
  attachments: [{ contentType: 'text/html', content: `<p>${escapeHtml(text)}</p>` }],
});

/** A picture pasted into a message. The stand-in has it once it was given there by the same id. */
export function pictured(serviceUrl: string, id: string, text: string): Over {
  const contentUrl = `${serviceUrl}v3/attachments/${encodeURIComponent(id)}/views/original`;
  const content = `<p>${escapeHtml(text)}</p><p><img alt="bilde" src="${contentUrl}" width="400" height="300" itemid="${id}"></p>`;
  return { text, textFormat: 'plain', attachments: [{ contentType: 'image/*', contentUrl }, { contentType: 'text/html', content }] };
}

/** A file from the person's own store, uploaded to a private chat. */
export function filed(name: string, text: string): Over {
  const uniqueId = randomUUID().toUpperCase();
  const place = 'https://kommune-my.sharepoint.example/personal';
  const content = { downloadUrl: `${place}/_layouts/15/download.aspx?UniqueId=${uniqueId}`, uniqueId, fileType: name.split('.').at(-1) ?? '' };
  return {
    text,
    textFormat: 'plain',
    attachments: [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name, contentUrl: `${place}/Documents/${encodeURIComponent(name)}`, content },
      { contentType: 'text/html', content: `<p>${escapeHtml(text)}</p><attachment id="${uniqueId}"></attachment>` },
    ],
  };
}

/** An Action.Execute button pressed, with the card's inputs filled in. */
export const pressed = (button: CardButton, inputs: Record<string, unknown> | undefined): Over => ({
  name: 'adaptiveCard/action',
  value: {
    action: {
      type: 'Action.Execute',
      ...(button.id !== undefined && { id: button.id }),
      ...(button.title !== undefined && { title: button.title }),
      verb: button.verb ?? '',
      data: { ...button.data, ...inputs },
    },
    trigger: 'manual',
  },
  ...answering(button),
});

export const answering = (button: CardButton): Over => (button.messageId === undefined ? {} : { replyToId: button.messageId });

/** All buttons of the cards in a message, in reading order, with the message's id. Searches nested containers. */
export function buttons(message: { id?: string; attachments?: { content?: any }[] }): CardButton[] {
  const found: CardButton[] = [];
  const search = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(search);
    if (typeof node !== 'object' || node === null) return;
    const { type } = node as CardButton;
    if (typeof type === 'string' && type.startsWith('Action.') && type !== 'Action.ShowCard') {
      // No deeper: the fallback inside a button is the same button.
      found.push({ ...(node as CardButton), ...(message.id !== undefined && { messageId: message.id }) });
    } else Object.values(node).forEach(search);
  };
  for (const { content } of message.attachments ?? []) search(content);
  return found;
}

export const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
