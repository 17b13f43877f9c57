import type { Language } from '../../core/language';

/** Something to press on a screen, and to type from paper. */
export interface PageLink {
  readonly label: string;
  readonly url: string;
}

/** An answer, and where the reader of it goes on: to a part of the page, or nowhere any more. */
export interface PageWay {
  readonly answer: string;
  readonly go: string;
  /** The id of a part of the page; empty: there is nothing more to do. */
  readonly to: string;
}

/** One question or remedy of the guide. Lines that begin with "1. " are steps. */
export interface PagePart {
  readonly id: string;
  /** "Step 1 of 2". Empty: none. */
  readonly step: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly picture?: { readonly url: string; readonly alt: string; readonly size: readonly [number, number] } | undefined;
  readonly link?: PageLink | undefined;
  readonly patterns?: { readonly label: string; readonly forms: readonly string[] } | undefined;
  readonly ask: string;
  readonly ways: readonly PageWay[];
}

/** Parts under one heading. */
export interface PageChapter {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly PagePart[];
}

/** The guide for those who have no Teams to ask in: plain words, nothing personal. Nothing in it is HTML yet. */
export interface GuidePage {
  readonly language: Language;
  readonly title: string;
  /** Whose page it is, and how to see that it is. */
  readonly whose: readonly string[];
  readonly languagesLabel: string;
  readonly languages: readonly { readonly language: Language; readonly name: string; readonly url: string }[];
  readonly first: PagePart;
  readonly main: PageChapter;
  readonly stuck: PageChapter;
  readonly hr: { readonly id: string; readonly title: string; readonly lines: readonly string[]; readonly email: string; readonly when: string; readonly reasons: readonly string[] };
  /** Absent where nobody knows yet how the bot is reached. */
  readonly chat?: { readonly title: string; readonly lines: readonly string[]; readonly link: PageLink; readonly picture: string } | undefined;
}
