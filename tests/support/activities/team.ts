import { randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import { threadIn } from '../teams-stand-in/conversations';
import type { TeamInfo } from '../teams-stand-in/roster';
import {
  botOf, type CardButton, clientInfo, envelope, escapeHtml, eventId, messageId, type Over, pictured, pressed, type Someone, someone,
  testAppId, testTenant, timeOfChange, token, written,
} from './parts';

/** Who writes or presses: a member, or somebody who is none. */
export type User = Pick<Someone, 'id' | 'name' | 'aadObjectId'>;

interface Mentioning {
  /** Whether the bot is mentioned; without, Teams delivers it only where the app may read the channel. */
  readonly mention?: boolean;
}

/** A channel of a team: builds what Teams posts to the bot from there. Give it to the stand-in's `team` as well. */
export interface TeamChannel extends TeamInfo {
  readonly serviceUrl: string;
  readonly appId: string;
  readonly team: { id: string; name: string; aadGroupId: string };
  /** `conversation.id` of what does not belong to a thread. */
  readonly channel: { id: string; name: string };
  readonly members: readonly Someone[];
  readonly bot: { id: string; name: string };
  /** The conversation of the thread that began with this message. */
  thread(root: string): string;
  /** Somebody adds the app to the team, choosing this channel: `installationUpdate`, then `membersAdded`. */
  install(by?: User, over?: Over): Activity;
  uninstall(by?: User, over?: Over): Activity;
  /** `conversationUpdate` about the bot, or about people who came to the team or left it. */
  membersAdded(who?: readonly User[], over?: Over): Activity;
  membersRemoved(who?: readonly User[], over?: Over): Activity;
  teamDeleted(over?: Over): Activity;
  channelDeleted(over?: Over): Activity;
  /** A new thread. Mentions the bot unless told not to. */
  post(user: User, text: string, how?: Mentioning, over?: Over): Activity;
  /** An answer in the thread that began with `root`. Mentions the bot only when told to. */
  reply(user: User, root: string, text: string, how?: Mentioning, over?: Over): Activity;
  /** An answer with a picture, which the stand-in has by the same id. */
  picture(user: User, root: string, id: string, text?: string, over?: Over): Activity;
  /** An Action.Execute button of a card in the thread. */
  press(user: User, root: string, button: CardButton, inputs?: Record<string, unknown>, over?: Over): Activity;
  /** Somebody changes or deletes what they wrote; `earlier` is that message. It mentions the bot if that did. */
  edit(earlier: Activity, text: string, over?: Over): Activity;
  remove(earlier: Activity, over?: Over): Activity;
  /** Somebody takes back that they deleted it. */
  restore(earlier: Activity, over?: Over): Activity;
}

/** A channel in a fresh team, or another one of the team given. `serviceUrl` is the stand-in's. */
export function teamChannel(options: {
  serviceUrl: string;
  /** Id of the team, which is that of its General channel. */
  team?: string;
  teamAadGroupId?: string;
  teamName?: string;
  /** Id of the channel; omitted: one beside General. */
  channel?: string;
  channelName?: string;
  tenant?: string;
  appId?: string;
  locale?: string;
  members?: readonly Someone[];
}): TeamChannel {
  const { serviceUrl, tenant = testTenant, appId = testAppId, locale = 'nb-NO' } = options;
  const members = options.members ?? [someone('Hanne Rådgiver'), someone('Bjørn Rådgiver')];
  const team = {
    id: options.team ?? `19:${token()}@thread.tacv2`,
    name: options.teamName ?? 'HR',
    aadGroupId: options.teamAadGroupId ?? randomUUID(),
  };
  const channel = { id: options.channel ?? `19:${token()}@thread.tacv2`, name: options.channelName ?? 'Visma-hjelp' };
  const bot = botOf(appId);
  const enveloped = envelope({ serviceUrl, appId, locale });
  const installer = members[0] ?? someone('Eier av teamet', { tenantId: tenant });

  const activity = (type: string, id: string, from: User, conversation: string, { channelData, ...fields }: Over): Activity =>
    enveloped(type, id, from, {
      conversation: { isGroup: true, conversationType: 'channel', id: conversation, tenantId: tenant } as Activity['conversation'],
      channelData: { team: { ...team }, channel: { id: channel.id }, tenant: { id: tenant }, ...channelData },
      ...fields,
    });
  // News of the team come from General, whose id is the team's, and name no channel unless they are about one.
  const happened = (eventType: string, fields: Over): Activity =>
    activity('conversationUpdate', eventId(), installer, team.id, { channelData: { eventType, channel: undefined }, ...fields });
  const change = (type: string, eventType: string, earlier: Activity, fields: Over): Activity =>
    activity(type, String(earlier.id), earlier.from as User, earlier.conversation.id, {
      timestamp: timeOfChange(),
      channelData: { eventType },
      ...fields,
    });

  const mentioning = (text: string): Over => ({
    text: `<at>${bot.name}</at> ${text}`,
    textFormat: 'plain',
    attachments: [
      {
        contentType: 'text/html',
        content: `<p><span itemtype="http://schema.org/Mention" itemscope itemid="0">${bot.name}</span>&nbsp;${escapeHtml(text)}</p>`,
      },
    ],
    entities: [{ type: 'mention', mentioned: { ...bot }, text: `<at>${bot.name}</at>` }, clientInfo(locale)],
  });
  const said = (text: string, mention: boolean): Over => (mention ? mentioning(text) : written(text));

  return {
    serviceUrl,
    tenant,
    appId,
    team,
    channel,
    members,
    bot,
    thread: (root) => threadIn(channel.id, root),
    install: (by = installer, over = {}) =>
      activity('installationUpdate', eventId(), by, channel.id, {
        action: 'add',
        channelData: { settings: { selectedChannel: { id: channel.id } } },
        ...over,
      }),
    uninstall: (by = installer, over = {}) =>
      activity('installationUpdate', eventId(), by, channel.id, { action: 'remove', ...over }),
    membersAdded: (who = [], over = {}) =>
      happened('teamMemberAdded', { membersAdded: who.length > 0 ? who.map(listed) : [{ ...bot }], ...over }),
    membersRemoved: (who = [], over = {}) =>
      happened('teamMemberRemoved', { membersRemoved: who.length > 0 ? who.map(listed) : [{ ...bot }], ...over }),
    teamDeleted: (over = {}) => happened('teamDeleted', over),
    channelDeleted: (over = {}) =>
      happened('channelDeleted', { channelData: { eventType: 'channelDeleted', channel: { ...channel } }, ...over }),
    post: (user, text, { mention = true } = {}, over = {}) => {
      const id = messageId();
      return activity('message', id, user, threadIn(channel.id, id), { ...said(text, mention), ...over });
    },
    reply: (user, root, text, { mention = false } = {}, over = {}) =>
      activity('message', messageId(), user, threadIn(channel.id, root), { ...said(text, mention), ...over }),
    picture: (user, root, id, text = '', over = {}) =>
      activity('message', messageId(), user, threadIn(channel.id, root), { ...pictured(serviceUrl, id, text), ...over }),
    press: (user, root, button, inputs, over) =>
      activity('invoke', eventId(), user, threadIn(channel.id, root), {
        ...pressed(button, inputs),
        channelData: { source: { name: 'message' }, legacy: { replyToId: button.messageId } },
        ...over,
      }),
    edit: (earlier, text, over) =>
      change('messageUpdate', 'editMessage', earlier, { ...said(text, mentions(earlier)), ...over }),
    remove: (earlier, over) => change('messageDelete', 'softDeleteMessage', earlier, { ...over }),
    restore: (earlier, over) => change('messageUpdate', 'undeleteMessage', earlier, { text: earlier.text, entities: earlier.entities ?? [], ...over }),
  };
}

const mentions = ({ entities = [] }: Activity) => entities.some(({ type }) => type === 'mention');
const listed = ({ id, aadObjectId }: User) => ({ id, aadObjectId, name: '' });
