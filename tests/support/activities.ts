import { randomBytes, randomUUID } from 'node:crypto';
import type { Activity, ConversationReference } from 'botbuilder';

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

/** One person's private chat with the bot: builds what Teams posts to the bot from there. Every activity is new. */
export interface Chat {
  readonly serviceUrl: string;
  readonly tenant: string;
  readonly appId: string;
  readonly locale: string;
  /** Conversation id, `a:…`. */
  readonly conversation: string;
  readonly person: { id: string; name: string; aadObjectId: string };
  readonly bot: { id: string; name: string };
  /** What the bot would keep for writing here later. */
  readonly reference: ConversationReference;
  /** The person writes. */
  message(text: string, over?: Over): Activity;
  /** The person presses an Action.Execute button with the card's inputs filled in. */
  press(button: CardButton, inputs?: Record<string, unknown>, over?: Over): Activity;
  /** The person presses an Action.Submit button (the fallback of old clients): a message without text. */
  submit(button: CardButton, inputs?: Record<string, unknown>, over?: Over): Activity;
  /** The person installs or removes the app. */
  install(over?: Over): Activity;
  uninstall(over?: Over): Activity;
  /** The bot was added to the chat; follows the first install. */
  membersAdded(over?: Over): Activity;
  /** The person changes or deletes what they wrote; `earlier` is that message. */
  edit(earlier: Activity, text: string, over?: Over): Activity;
  remove(earlier: Activity, over?: Over): Activity;
}

/** Opens a private chat of a fresh person. `serviceUrl` is the stand-in's; `person` takes up an existing person. */
export function personalChat(options: {
  serviceUrl: string;
  tenant?: string;
  name?: string;
  locale?: string;
  appId?: string;
  conversation?: string;
  person?: Chat['person'];
}): Chat {
  const { serviceUrl, tenant = testTenant, locale = 'nb-NO', appId = testAppId } = options;
  const person = options.person ?? { id: `29:1${token()}`, name: options.name ?? 'Kari Nordmann', aadObjectId: randomUUID() };
  const bot = { id: `28:${appId}`, name: 'Vismahjelpen' };
  const conversation = options.conversation ?? `a:1${token()}`;

  const envelope = (type: string, id: string, fields: Over): Activity =>
    ({
      type,
      id,
      timestamp: new Date(),
      localTimestamp: new Date(),
      serviceUrl,
      channelId: 'msteams',
      from: { ...person },
      conversation: { conversationType: 'personal', id: conversation, tenantId: tenant },
      recipient: { ...bot },
      channelData: { tenant: { id: tenant } },
      locale,
      entities: [{ type: 'clientInfo', locale, country: locale.split('-')[1] ?? 'NO', platform: 'Windows', timezone: 'Europe/Oslo' }],
      ...fields,
      // The SDK's type demands fields Teams never sends (label, callerId, listenFor), hence the cast.
    }) as Activity;

  const written = (text: string): Over => ({
    text,
    textFormat: 'plain',
    // Teams mirrors each text as HTML; bots that look for uploads must not trip over it.
    attachments: [{ contentType: 'text/html', content: `<p>${escapeHtml(text)}</p>` }],
  });

  const withEvent = (eventType: string) => ({ channelData: { tenant: { id: tenant }, eventType } });
  const answering = (button: CardButton): Over => (button.messageId === undefined ? {} : { replyToId: button.messageId });

  return {
    serviceUrl,
    tenant,
    appId,
    locale,
    conversation,
    person,
    bot,
    reference: {
      user: { ...person },
      bot: { ...bot },
      conversation: { conversationType: 'personal', id: conversation, tenantId: tenant } as ConversationReference['conversation'],
      channelId: 'msteams',
      locale,
      serviceUrl,
    },
    message: (text, over) => envelope('message', messageId(), { ...written(text), ...over }),
    press: (button, inputs, over) =>
      envelope('invoke', `f:${randomUUID()}`, {
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
        ...over,
      }),
    submit: (button, inputs, over) =>
      envelope('message', messageId(), { value: { ...button.data, ...inputs }, ...answering(button), ...over }),
    install: (over) => envelope('installationUpdate', `f:${randomUUID()}`, { action: 'add', ...over }),
    uninstall: (over) => envelope('installationUpdate', `f:${randomUUID()}`, { action: 'remove', ...over }),
    membersAdded: (over) => envelope('conversationUpdate', `f:${randomUUID()}`, { membersAdded: [{ ...bot }], ...over }),
    edit: (earlier, text, over) =>
      envelope('messageUpdate', String(earlier.id), { ...written(text), ...withEvent('editMessage'), ...over }),
    remove: (earlier, over) => envelope('messageDelete', String(earlier.id), { ...withEvent('softDeleteMessage'), ...over }),
  };
}

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

const token = () => randomBytes(24).toString('base64url');

// Teams numbers messages by the millisecond; here never the same number twice.
let lastMessage = 0;
const messageId = () => String((lastMessage = Math.max(lastMessage + 1, Date.now())));

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
