/** What a typed text can be about, mostly: one of these. docs/understanding.md says what each means. */
export const topics = [
  'internal-error',
  'first-login',
  'other-account',
  'email',
  'id-porten',
  'no-eid',
  'address-taken',
  'no-confirmation',
  'activation-expired',
  'forgot-password',
  'where-to-log-in',
  'other-system',
  'talk-to-human',
  'start-over',
  'back',
  'help',
  'language',
  'thanks',
  'yes',
  'no',
  'unknown',
] as const;
export type Topic = (typeof topics)[number];
export const isTopic = (signal: Signal): signal is Topic => topics.some((topic) => topic === signal);

/** Smaller things a text can say, on any card. */
const asides = [
  'unsure',
  'done',
  'works',
  'in',
  'cannot',
  'sent',
  'confirmed',
  'linked',
  'already-right',
  'wrong-user',
  'colleague-signed-in',
  'wrong-address',
  'shared-account',
  'keep-private',
  'eid-works-elsewhere',
  'eid-fails-elsewhere',
  'asked-for-password',
  'not-registered',
  'something-else',
  'somebody-else',
  'no-inbox',
  'old-mailbox',
  'button-missing',
  'genuine',
  'show-data',
  'delete-data',
  'to-nb',
  'to-nn',
  'to-en',
] as const;
export type Signal = Topic | (typeof asides)[number];

/** The questions whose answer a text can bring along, with the answers that are said by phrases of their own. */
const told = ['firstTime:yes', 'firstTime:no', 'earlierUser:yes', 'earlierUser:no', 'earlierUser:unsure', 'inbox:yes'] as const;

/** What a phrase of the language files can say: a signal, or an answer. */
export type Fact = Signal | (typeof told)[number];
export const facts: readonly Fact[] = [...topics, ...asides, ...told];
export const isSignal = (fact: Fact): fact is Signal => !fact.includes(':');
