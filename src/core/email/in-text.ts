import { domainMeant, inPlainLetters, nearest } from './domain';

const written = /[@＠﹫]+/g;
/** What people write who cannot find the @. */
export const spelled = /\s*(?:\((?:at|a)\)|\[at\]|krøllalfa|alfakrøll)\s*|\s+at\s+/gi;
const opening = /^(?:[\s("'`«“”‘’„[{*]|(?:mailto|smtp|e-?post(?:adresse)?|e-?mail|mail|til|fra|to|from):)+/i;
const closing = /(?:\?.*|[\s)"'`»“”‘’\]}*.,;:!?]+)$/;
/** Addresses have 320 characters at most (RFC 5321); what a person types around one is looked through this far. */
export const longestAddress = 320;
export const longestText = 2_000;

/** Words that are no part of a name, where "kari nordmann@…" stands in a sentence. */
const ordinary = new RegExp(
  `^(?:${[
    'jeg|eg|i|du|vi|we|min|mitt|mi|mine|my|den|det|denne|dette|the|this|that|it|a|an|en|ein|ei|et|eit|her|here|hei|hi|hello|ja|yes|nei|no|ok|takk|thanks',
    'er|is|var|was|har|have|hadde|had|skal|should|må|must|kan|can|vil|will|blir|heter|heiter|står',
    'skrev|skreiv|skriver|skriv|wrote|write|typed|brukte|bruker|brukar|bruk|used|use|prøvde|prøver|prøvd|prøv|tried|try|sendte|send|sa|said|tror|trur|think|mener|mente|logger|logget|log|logged',
    'til|to|på|fra|frå|from|med|with|som|as|og|and|eller|or|men|but|for|av|of|inn|in|ikke|ikkje|not|nå|no|now|også|also|bare|berre|only|at|om',
    '(?:jobb|work)?(?:adress[ea]n?|address)|e-?post(?:en|adress[ea]n?)?|e-?mail(?:en)?|mailen|feil|wrong|riktig|rett|right|registrert|registered|visma|teams|hr',
  ].join('|')})[.,:;!?]*$`,
);
/** Names with a dot between, as before the @ of most work addresses. */
const dotted = /[\p{L}\p{N}][.,_][\p{L}\p{N}]/u;
const partOfName = /^[\p{L}\p{M}'’.,-]+$/u;

type Words = readonly { readonly word: string; readonly from: number; readonly to: number }[];

function wordsOf(text: string): Words {
  return [...text.matchAll(/[^\s<>]+/g)].map(({ 0: word, index }) => ({ word, from: index, to: index + word.length }));
}

/** How the domain would read with the faults mended that stand between its words. */
function asDomain(text: string): string {
  return inPlainLetters(text.toLowerCase())
    .replace(/[\s,.@]+/g, '.')
    .replace(/^\.|[^a-z0-9]+$/g, '');
}

/** Where the address ends: an organisation's domain may be in pieces (askoy kommune. no), others hardly ever are. */
function endOf(text: string, from: number, domains: readonly string[]): number {
  const words = wordsOf(text.slice(from, from + longestAddress)).slice(0, 6);
  const ours = words
    .flatMap(({ to }) => {
      const found = nearest(asDomain(text.slice(from, from + to)), domains);
      return found ? [{ end: from + to, far: found.far }] : [];
    })
    .toSorted((one, other) => one.far - other.far)[0];
  if (ours) return ours.end;
  // The dot of another domain has at most a space beside it: gmail .com
  const last = words.find(({ word }, index) => {
    const between = /[.,]$/.test(word) && !dotted.test(word);
    return !between && !/^[.,]/.test(words[index + 1]?.word ?? '');
  });
  return from + ((last ?? words.at(-1))?.to ?? 0);
}

/** Where the address begins: names may stand apart (kari nordmann@…), the words of the sentence are no part of them. */
function startOf(text: string, at: number): number {
  const words = wordsOf(text.slice(0, at)).slice(-5);
  const last = words.pop();
  if (!last) return at;
  let start = last;
  let names = 0;
  for (const before of words.toReversed()) {
    if (text.slice(before.to, start.from).trim() !== '' || !partOfName.test(before.word) || ordinary.test(before.word.toLowerCase())) break;
    // Nobody puts a space before a full stop in a sentence; after a name with its dot, other words are not of it.
    const glued = /^[.,]/.test(start.word) || /^[.,]+$/.test(before.word);
    if (dotted.test(last.word) && !glued) break;
    // More names than anybody has: a sentence.
    if (!glued && (names += 1) > 3) return last.from;
    start = before;
  }
  return start.from;
}

/** The first piece of a text without any @ that has an organisation's domain at its end, and somebody in front of it. */
function withoutAt(text: string, domains: readonly string[]): string | undefined {
  return wordsOf(text)
    .flatMap(({ word, to }, index, words) => [word, text.slice(words[index - 1]?.from ?? to, to)])
    .find((piece) => placeOfAt(piece, domains));
}

/** Where an @ should stand and does not, and what stands there instead: kari.nordmann.askoy.kommune.no, kari@nordmann@… */
export function placeOfAt(address: string, domains: readonly string[]): { readonly from: number; readonly to: number } | undefined {
  const several = address.includes('@');
  // On Norwegian keyboards the @ is AltGr and 2; with Shift it is a quotation mark.
  const places = [...address.matchAll(several ? /@/g : /[.,\s]+|["2]/g)].map(({ 0: sign, index }) => {
    const to = index + sign.length;
    return { sign, from: index, to, domain: asDomain(address.slice(to)) };
  });
  const whole = places.filter(({ domain }) => domains.includes(domain)).toReversed().toSorted((one, other) => other.domain.length - one.domain.length);
  const end = several ? undefined : domains.find((domain) => address.endsWith(domain));
  const glued = end && { sign: '', from: address.length - end.length, to: address.length - end.length };
  const place = whole[0] ?? glued ?? places.find(({ domain }) => domainMeant(domain, domains));
  if (!place || place.from === 0) return undefined;
  // Web addresses have dots and domains, too: without a sign for an @, what stands before has to look like somebody.
  return /^[@"2]/.test(place.sign) || dotted.test(address.slice(0, place.from)) ? place : undefined;
}

/**
 * The e-mail address in a text as a person wrote it, faults and all, without what stands around it: words, brackets,
 * quotes, "mailto:", the full stop of the sentence. Undefined where nothing looks like one. Takes the one in the
 * organisation's domains where there are several, and looks no further than {@link longestText}.
 */
export function addressIn(typed: string, domains: readonly string[]): string | undefined {
  const text = typed.slice(0, longestText);
  const signs = [...text.matchAll(written)];
  const found = (signs.length > 0 ? signs : [...text.matchAll(spelled)]).map(({ 0: sign, index }) => {
    const end = endOf(text, index + sign.length, domains);
    return { address: text.slice(startOf(text, index), end), ours: domainMeant(asDomain(text.slice(index + sign.length, end)), domains) };
  });
  const best = found.find(({ ours }) => ours)?.address ?? (signs.length > 0 ? found[0]?.address : withoutAt(text, domains));
  return best?.replace(opening, '').replace(closing, '');
}
