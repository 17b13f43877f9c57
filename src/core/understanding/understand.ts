export type Topic = 'internal-error'|'first-login'|'other-account'|'email'|'id-porten'|'no-eid'|'address-taken'|'no-confirmation'|'activation-expired'|'forgot-password'|'where-to-log-in'|'other-system'|'talk-to-human'|'start-over'|'back'|'help'|'language'|'thanks'|'yes'|'no'|'unknown';
export type Signal = Topic | 'unsure' | 'done' | 'works' | 'cannot' | 'already-right' | 'wrong-user' | 'asked-for-password' | 'not-registered' | 'something-else' | 'somebody-else' | 'no-inbox' | 'old-mailbox' | 'button-missing' | 'show-data' | 'delete-data' | 'to-nb' | 'to-nn' | 'to-en';
export interface Understood { readonly topic: Topic; readonly confidence: number; readonly answers: Readonly<Partial<Record<'symptom'|'firstTime'|'earlierUser'|'inbox', string>>>; readonly signals: readonly Signal[] }
export function normalise(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}@]+/gu, ' ').trim();
}
export function understand(text: string): Understood {
  const h = normalise(text); const s: Signal[] = [];
  const add = (r: RegExp, x: Signal): void => { if (r.test(h)) s.push(x); };
  add(/intern feil|internal error/, 'internal-error'); add(/^ja$|^yes$/, 'yes'); add(/^nei$|^no$/, 'no'); add(/vet ikke|know/, 'unsure'); add(/ferdig|done/, 'done'); add(/takk/, 'thanks'); add(/snakk med hr/, 'talk-to-human'); add(/tilbake/, 'back'); add(/start/, 'start-over'); add(/english/, 'to-en'); add(/norsk/, 'to-nb'); add(/språk|language/, 'language'); add(/hei|hjelp/, 'help'); add(/works|er inne/, 'works'); add(/i bruk/, 'address-taken'); add(/slett/,'delete-data'); add(/vis mine/,'show-data'); add(/andre gang/, 'first-login');
  return { topic: 'unknown', confidence: 0, answers: { ...(h.includes('intern feil') ? { symptom: 'internal-error' } : {}), ...(h.includes('bruker fra') ? { earlierUser: 'yes' } : {}) }, signals: s };
}
