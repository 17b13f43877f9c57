import { z } from 'zod';

/**
 * A field of the wrong type counts as absent: Teams' fields change without notice, and none of ours rests on one alone.
 * So does one with a NUL in it: databases end a string there, and find an id under no name or under another's.
 */
const text = z
  .string()
  .max(100_000)
  .refine((value) => !value.includes('\0'))
  .optional()
  .catch(undefined);
const named = z.object({ id: text }).optional().catch(undefined);
const party = z.object({ id: text, name: text, aadObjectId: text }).optional().catch(undefined);

const activity = z.object({
  type: z.string(),
  id: text,
  name: text,
  text,
  locale: text,
  serviceUrl: text,
  channelId: text,
  action: text,
  from: party,
  recipient: party,
  conversation: z.object({ id: text, conversationType: text, isGroup: z.boolean().optional().catch(undefined), tenantId: text }).optional().catch(undefined),
  channelData: z
    .object({
      tenant: named,
      team: z.object({ id: text, aadGroupId: text }).optional().catch(undefined),
      channel: named,
      settings: z.object({ selectedChannel: named }).optional().catch(undefined),
      eventType: text,
    })
    .optional()
    .catch(undefined),
  timestamp: text,
  attachments: z
    .array(z.object({ contentType: text, contentUrl: text, name: text }).catch({}))
    .optional()
    .catch(undefined),
  entities: z
    .array(z.object({ type: text, text, mentioned: z.object({ id: text }).optional().catch(undefined), locale: text }).catch({}))
    .optional()
    .catch(undefined),
  membersAdded: z.array(z.object({ id: text }).catch({})).optional().catch(undefined),
  value: z.unknown().optional(),
});

/** An activity as Teams sends it: any field may be missing. */
export type Incoming = z.infer<typeof activity>;

/** An unknown value as an activity; undefined where it is none. */
export function incomingOf(raw: unknown): Incoming | undefined {
  return activity.safeParse(raw).data;
}

/** The tenant that an activity says it comes from; undefined where it says nothing. */
export function tenantOf(raw: unknown): string | undefined {
  const incoming = incomingOf(raw);
  return incoming?.channelData?.tenant?.id ?? incoming?.conversation?.tenantId;
}

type Mention = NonNullable<Incoming['entities']>[number];

const mentionsIn = ({ entities = [] }: Incoming): readonly Mention[] => entities.filter(({ type }) => type === 'mention');
/** Where the bot itself is mentioned. */
export const mentionsOf = (incoming: Incoming): readonly Mention[] => mentionsIn(incoming).filter(({ mentioned }) => mentioned?.id === incoming.recipient?.id);

/** "<at>Ola</at>": a mention as the name it shows. */
const nameIn = (mention: string): string => mention.replace(/<[^>]*>/g, '').trim();

/** Whom a message mentions beside the bot, as they are named in it. */
export function othersIn(incoming: Incoming): { readonly others?: readonly string[] } {
  const own = mentionsOf(incoming);
  const others = mentionsIn(incoming).flatMap((mention) => (own.includes(mention) ? [] : nameIn(mention.text ?? '')));
  return others.length > 0 ? { others } : {};
}

/** The text without the mentions of the bot itself (Teams' own helper takes away the first one only), and with the plain names of others. */
export function withoutMentions(incoming: Incoming): string {
  const own = mentionsOf(incoming);
  return mentionsIn(incoming)
    .reduce((rest, mention) => (mention.text ? rest.split(mention.text).join(own.includes(mention) ? ' ' : nameIn(mention.text)) : rest), incoming.text ?? '')
    // Teams leaves its own space after a mention as it is in HTML.
    .replace(/&nbsp;/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}
