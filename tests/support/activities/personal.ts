import { randomUUID } from 'node:crypto';
import type { Activity, ConversationReference } from 'botbuilder';
import {
  answering, botOf, type CardButton, envelope, eventId, filed, messageId, type Over, pictured, pressed, testAppId, testTenant,
  timeOfChange, token, written,
} from './parts';

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
  /** The person pastes a picture, which the stand-in has by the same id. */
  picture(id: string, text?: string, over?: Over): Activity;
  /** The person uploads a file. */
  file(name: string, text?: string, over?: Over): Activity;
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
  /** The person takes back that they deleted it. */
  restore(earlier: Activity, over?: Over): Activity;
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
  const bot = botOf(appId);
  const conversation = options.conversation ?? `a:1${token()}`;
  const enveloped = envelope({ serviceUrl, appId, locale });

  const activity = (type: string, id: string, fields: Over): Activity =>
    enveloped(type, id, person, {
      conversation: { conversationType: 'personal', id: conversation, tenantId: tenant } as Activity['conversation'],
      channelData: { tenant: { id: tenant } },
      ...fields,
    });
  const change = (type: string, eventType: string, earlier: Activity, fields: Over): Activity =>
    activity(type, String(earlier.id), { timestamp: timeOfChange(), channelData: { tenant: { id: tenant }, eventType }, ...fields });

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
    message: (text, over) => activity('message', messageId(), { ...written(text), ...over }),
    picture: (id, text = '', over = {}) => activity('message', messageId(), { ...pictured(serviceUrl, id, text), ...over }),
    file: (name, text = '', over = {}) => activity('message', messageId(), { ...filed(name, text), ...over }),
    press: (button, inputs, over) => activity('invoke', eventId(), { ...pressed(button, inputs), ...over }),
    submit: (button, inputs, over) =>
      activity('message', messageId(), { value: { ...button.data, ...inputs }, ...answering(button), ...over }),
    install: (over) => activity('installationUpdate', eventId(), { action: 'add', ...over }),
    uninstall: (over) => activity('installationUpdate', eventId(), { action: 'remove', ...over }),
    membersAdded: (over) => activity('conversationUpdate', eventId(), { membersAdded: [{ ...bot }], ...over }),
    edit: (earlier, text, over) => change('messageUpdate', 'editMessage', earlier, { ...written(text), ...over }),
    remove: (earlier, over) => change('messageDelete', 'softDeleteMessage', earlier, { ...over }),
    restore: (earlier, over) => change('messageUpdate', 'undeleteMessage', earlier, { ...written(earlier.text), ...over }),
  };
}
