import { cutHere, shownText } from '../../shown';
import { foreignHosts, type ForeignHost } from './links';
import { plainText, settled } from './plain';

/** HR's own words above the welcome are a greeting; what is to be explained is said by the bot. */
export const mostOfGreeting = 500;
export const mostLines = 8;
/** Much longer than what is shown of it, markup and all, and no longer than a message. */
const longest = 6_000;

export interface Greeting {
  readonly text: string;
  /** Where its links lead outside the organisation: to be confirmed before it is sent. */
  readonly links: readonly ForeignHost[];
  /** Whether something is left out; the text ends in a sign of it then. */
  readonly cut: boolean;
}

/** Not seen, though not all of it is a control character: fillers, and the tags that letters can be hidden in. */
const hiding = /\u034f|[\u115f\u1160\u180e\u3164\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
const word = /\s+\S{0,100}$/;

const cleaned = (text: string): string => shownText(text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replaceAll('\t', ' ').replace(hiding, ''));

/** Cut where a word ends: half of a link would be another. */
function fitting(text: string): string {
  if (text.length <= mostOfGreeting) return text;
  const kept = text.slice(0, mostOfGreeting - cutHere.length).replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(word, '')}${cutHere}`;
}

/**
 * HR's greeting as everybody will read it: plain text of 500 characters and 8 lines at most, in which nothing acts. The
 * hosts are those of the text that is left. `domains` are the organisation's own.
 */
export function cleanGreeting(text: string, domains: readonly string[]): Greeting {
  // Signs come together where something unseen stood between them, and unseen ones may be written as &#8238;.
  const plain = settled(text.slice(0, longest), (some) => plainText(cleaned(some)));
  const lines = plain.replace(/\n{3,}/g, '\n\n').trim().split('\n').map((line) => line.trim());
  const more = text.length > longest || lines.length > mostLines;
  const few = lines.slice(0, mostLines).join('\n') + (more ? cutHere : '');
  const shown = fitting(few);
  return { text: shown, links: foreignHosts(shown, domains), cut: more || few.length > mostOfGreeting };
}
