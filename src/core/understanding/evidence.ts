import type { LanguageData } from './languages';
import type { Reading } from './read';
import type { Fact } from './topics';
import { clauseEnd } from './words';

/** Concepts that deny what follows. */
const negations = new Set(['not', 'never', 'none']);
/** Where the reach of a negation ends, looking back: another clause. */
const ends = new Set([clauseEnd, 'break', 'still']);
/** Verbs end it too («kommer ikke inn får intern feil»), unless they are denied themselves. */
const verbs = new Set(['get', 'have', 'stand', 'come', 'be', 'been']);
const reach = 4;
/** Words that may stand between the words of a phrase. */
const gap = 2;
/** Words that no phrase reaches across, because they change what it is about: «har ikke glemt passordet», «kan du ikke norsk». */
const opaque = new Set([...ends, ...negations, 'forget', 'email', 'workemail', 'you']);
/** Counted is what comes next: «to ganger i Visma» are no two users. */
const gapAfter: Readonly<Record<string, number>> = { two: 0 };

/** What a text says for certain, and what it says is not so. */
export interface Evidence {
  readonly facts: ReadonlySet<Fact>;
  readonly ruledOut: ReadonlySet<Fact>;
}

interface Phrase {
  readonly fact: Fact | `not ${Fact}`;
  readonly symbols: readonly string[];
  readonly denying: boolean;
}

/** Whether what is said at this place is denied by something before it in its clause. */
export function denied(symbols: readonly string[], at: number): boolean {
  for (let back = 1; back <= reach; back++) {
    const symbol = symbols[at - back];
    if (symbol === undefined || ends.has(symbol)) return false;
    if (negations.has(symbol)) return symbol !== 'none' || back <= 2;
    if (verbs.has(symbol)) return negations.has(symbols[at - back - 1] ?? '');
  }
  return false;
}

/** Where the phrase that begins here ends, or undefined if it is not said here. */
function endOf({ symbols: phrase }: Phrase, symbols: readonly string[], from: number): number | undefined {
  let at = from;
  for (const wanted of phrase.slice(1)) {
    const most = gapAfter[symbols[at] ?? ''] ?? gap;
    let next = at + 1;
    while (symbols[next] !== wanted) {
      const between = symbols[next];
      if (between === undefined || next - at > most || opaque.has(between)) return undefined;
      next++;
    }
    at = next;
  }
  return at;
}

const unsaid = (fact: Fact | `not ${Fact}`): Fact | undefined => (fact.startsWith('not ') ? (fact.slice(4) as Fact) : undefined);

/** Makes the finder of evidence: phrases, in any language, in the reach of a negation or not. */
export function witness(languages: readonly LanguageData[], read: (text: string) => Reading): (reading: Reading) => Evidence {
  const starting = new Map<string, Phrase[]>();
  const alone = new Map<string, Phrase[]>();
  const bare = (symbols: readonly string[]): string => symbols.filter((symbol) => symbol !== clauseEnd).join(' ');
  for (const [fact, phrases] of languages.flatMap(({ says }) => Object.entries(says) as [Phrase['fact'], readonly string[]][]))
    for (const text of phrases) {
      const { symbols } = read(text);
      const [index, key] = text.startsWith('=') ? [alone, bare(symbols)] : [starting, symbols[0] ?? ''];
      index.set(key, [...(index.get(key) ?? []), { fact, symbols, denying: symbols.some((symbol) => negations.has(symbol)) }]);
    }
  return ({ symbols }) => {
    const said = new Set<Phrase['fact']>(alone.get(bare(symbols))?.map(({ fact }) => fact));
    const refused = new Set<Phrase['fact']>();
    symbols.forEach((symbol, at) => {
      for (const phrase of starting.get(symbol) ?? []) {
        const end = endOf(phrase, symbols, at);
        if (end === undefined) continue;
        const isDenied = !phrase.denying && (denied(symbols, at) || symbols[end + 1] === 'not');
        (isDenied ? refused : said).add(phrase.fact);
      }
    });
    const facts = new Set([...said].filter((fact): fact is Fact => !unsaid(fact)));
    const against = [...[...said].flatMap((fact) => unsaid(fact) ?? []), ...[...refused].filter((fact): fact is Fact => !unsaid(fact))];
    const ruledOut = new Set(against.filter((fact) => !facts.has(fact)));
    // «BankID virker fint i nettbanken»: then it does not here.
    if (facts.has('eid-works-elsewhere')) ruledOut.delete('id-porten');
    return { facts, ruledOut: facts.has('firstTime:no') ? ruledOut.add('first-login') : ruledOut };
  };
}
