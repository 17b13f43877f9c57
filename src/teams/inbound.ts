import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Press, parsePress } from '../../cards/actions';
import type { Attached, Happening, Inbound, TeamPlace } from '../app/happening';
import type { Address } from '../app/ports';
import { mask, maskAll } from '../core/mask';
import { type Incoming, incomingOf, mentionsOf, othersIn, withoutMentions } from './incoming';

const execute = z.object({ action: z.object({ verb: z.unknown().optional(), data: z.record(z.string(), z.unknown()) }) });

const onOneLine = (words: string): string => words.replace(/\s+/g, ' ');

const file = 'application/vnd.microsoft.teams.file.download.info';

/** Pasted pictures, and files by their names; undefined where there are none. */
function attachedTo({ attachments = [] }: Incoming): Attached | undefined {
  const pictures = attachments.flatMap(({ contentType, contentUrl }) => (contentType?.startsWith('image/') && contentUrl ? contentUrl : []));
  const files = attachments.flatMap(({ contentType, name }) => (contentType === file ? (name ?? '?') : []));
  return pictures.length + files.length > 0 ? { pictures, files } : undefined;
}

function saidOf(incoming: Incoming): Happening {
  const words = withoutMentions(incoming);
  const attached = attachedTo(incoming);
  const message = incoming.id ? { message: incoming.id } : {};
  if (!words) return attached ? { kind: 'showed', attached, ...message } : { kind: 'unreadable', invoked: false };
  const text = onOneLine(words);
  return { kind: 'said', text, ...(words === text ? {} : { words }), ...message, ...(attached ? { attached } : {}), ...othersIn(incoming) };
}

/** Teams' thread in a channel is a conversation of its own: the channel's id and that of the first message. */
function teamOf({ channelData, conversation }: Incoming): TeamPlace | undefined {
  const id = channelData?.team?.id;
  if (!id) return undefined;
  const [place = '', thread] = (conversation?.id ?? '').split(';messageid=');
  const chosen = channelData.settings?.selectedChannel?.id;
  return { id, group: channelData.team?.aadGroupId, channel: chosen ?? channelData.channel?.id ?? place, chosen, thread };
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

/** Known by its card and revision, what it means, who pressed, and what was typed (masked before it is hashed). */
function keyOfPress(conversation: string, who: string, { action, nonce }: Press): string {
  return ['p', conversation, hash([nonce.card, nonce.rev, action, who])].join('|');
}

/** A message has another text, or is there again after it was deleted. Other updates, such as a preview of a link, change no word. */
const changes: readonly string[] = ['editMessage', 'undeleteMessage'];

function happeningOf(incoming: Incoming): Happening | undefined {
  switch (incoming.type) {
    case 'message': {
      const press = parsePress(incoming.value);
      if (press) return { kind: 'pressed', press, invoked: false };
      return saidOf(incoming);
    }
    case 'messageUpdate': {
      const words = withoutMentions(incoming);
      return incoming.id && words && changes.includes(incoming.channelData?.eventType ?? '') ? { kind: 'edited', message: incoming.id, words, ...othersIn(incoming) } : undefined;
    }
    case 'messageDelete':
      return incoming.id ? { kind: 'withdrawn', message: incoming.id } : undefined;
    case 'invoke': {
      if (incoming.name !== 'adaptiveCard/action') return undefined;
      const body = execute.safeParse(incoming.value);
      const press = body.success ? parsePress({ ...body.data.action.data, verb: body.data.action.verb }) : undefined;
      return press ? { kind: 'pressed', press, invoked: true } : { kind: 'unreadable', invoked: true };
    }
    case 'installationUpdate':
      if (incoming.action === 'add' || incoming.action === 'add-upgrade') return { kind: 'installed' };
      return incoming.action === 'remove' || incoming.action === 'remove-upgrade' ? { kind: 'left' } : undefined;
    case 'conversationUpdate':
      // A person who comes to a team that the bot is in is no news to it.
      return incoming.membersAdded?.some(({ id }) => id !== undefined && id === incoming.recipient?.id) ? { kind: 'installed' } : undefined;
    default:
      return undefined;
  }
}

/** A file's name is somebody's words; a picture's address is not, its digits are chance. */
const withoutNames = (attached: Attached): Attached => ({ ...attached, files: maskAll(attached.files) });

/** What was typed is masked; a card's own nonce is not, its digits are chance. */
function withoutSecrets(happening: Happening): Happening {
  if (happening.kind === 'said') {
    const { text, words, attached } = happening;
    return { ...happening, text: mask(text), ...(words === undefined ? {} : { words: mask(words) }), ...(attached ? { attached: withoutNames(attached) } : {}) };
  }
  if (happening.kind === 'showed') return { ...happening, attached: withoutNames(happening.attached) };
  if (happening.kind === 'edited') return { ...happening, words: mask(happening.words) };
  if (happening.kind !== 'pressed') return happening;
  const { press } = happening;
  return { ...happening, press: { ...press, action: maskAll(press.action) } };
}

/** The client's own locale goes before the activity's: it is what the person has chosen to read. */
const localeOf = ({ entities, locale }: Incoming): string | undefined =>
  entities?.find(({ type }) => type === 'clientInfo')?.locale ?? locale;

/**
 * What an activity means to us; a sentence for the log where it means nothing. `raw` may be anything: it comes
 * from outside. Secrets in it are masked here, before anything else sees them (law 7).
 */
export function read(raw: unknown): Inbound | string {
  const incoming = incomingOf(raw);
  if (!incoming) return 'not an activity';
  const { from, recipient, conversation, serviceUrl } = incoming;
  if (!from?.id || !conversation?.id || !serviceUrl) return `${incoming.type} without sender, conversation or service URL`;
  const happening = happeningOf(incoming);
  if (!happening) return `${incoming.type} ${incoming.name ?? incoming.action ?? ''}`.trim();

  const tenant = incoming.channelData?.tenant?.id ?? conversation.tenantId ?? '';
  const key = `${tenant}|${conversation.id}`;
  const address: Address = {
    tenant,
    conversationId: conversation.id,
    serviceUrl,
    botId: recipient?.id ?? '',
    userId: from.id,
    scope: conversation.isGroup || (conversation.conversationType ?? 'personal') !== 'personal' ? 'shared' : 'personal',
  };
  const clean = withoutSecrets(happening);
  return {
    happening: clean,
    key:
      clean.kind === 'pressed'
        ? keyOfPress(key, from.id, clean.press)
        : // An edit carries the id of the message it changes, and a time of its own.
          incoming.id && ['m', key, incoming.type, incoming.id, ...(incoming.type === 'message' ? [] : [incoming.timestamp])].join('|'),
    conversation: key,
    address,
    from: { id: from.id, ...(from.name ? { name: from.name } : {}), ...(from.aadObjectId ? { entraId: from.aadObjectId } : {}) },
    team: teamOf(incoming),
    locale: localeOf(incoming),
    mentioned: address.scope === 'personal' || mentionsOf(incoming).length > 0,
    masked: JSON.stringify(clean) !== JSON.stringify(happening),
  };
}
