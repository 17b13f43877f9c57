import type { Organisation } from '../../src/core/organisation';
import { readOrganisation } from '../../src/organisation';

/** Askøy's own settings. */
export const askoy = readOrganisation(undefined) as Organisation;

/** Every node of a card, depth first; what a button carries back is not one. */
export function nodes(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (!value || typeof value !== 'object') return [];
  const { data: _, ...rest } = value as Record<string, unknown>;
  return [value as Record<string, unknown>, ...Object.values(rest).flatMap(nodes)];
}

/** The buttons of a card that tell the bot something; a choice without the number before it. */
export function buttonsOf(card: unknown): { readonly title: string; readonly data: unknown }[] {
  return nodes(card)
    .filter(({ type }) => type === 'Action.Execute')
    .map(({ title, data }) => ({ title: plain(String(title)).replace(/^\d+ /, ''), data }));
}

/** The links of a card, by their title. */
export function linksOf(card: unknown): Record<string, string> {
  return Object.fromEntries(nodes(card).filter(({ type }) => type === 'Action.OpenUrl').map(({ title, url }) => [plain(String(title)), String(url)]));
}

/** All words on a card, in reading order. */
export function wordsOf(card: unknown): string[] {
  return nodes(card)
    .filter(({ type }) => type === 'TextBlock' || type === 'TextRun')
    .map(({ text }) => plain(String(text)));
}

/** As it was written, without the signs that say where a line may break. */
export const plain = (text: string): string => text.replaceAll('\u2011', '-').replaceAll('\u200B', '');
