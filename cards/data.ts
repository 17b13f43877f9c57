import type { Language } from '../src/core/language';

/** A button as a layout needs it. */
export interface Button {
  readonly label: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Link {
  readonly label: string;
  /** Empty: no button is shown. */
  readonly url: string;
}

export interface Picture {
  readonly alt: string;
  /** Empty: no picture is shown. */
  readonly url: string;
}

type Paragraphs = readonly { readonly text: string }[];

/** Layout name to the data it needs. No field may be absent: an unfilled path is refused. */
export interface Layouts {
  page: { readonly paragraphs: Paragraphs; readonly picture: Picture; readonly link: Link };
  /** `source`: plays inside the card; empty: the picture leads to the video. */
  video: { readonly paragraphs: Paragraphs; readonly picture: Picture; readonly link: Link; readonly source: string };
  email: {
    readonly paragraphs: Paragraphs;
    readonly picture: Picture;
    readonly patternsLabel: string;
    readonly patterns: Paragraphs;
    readonly teamsLabel: string;
    /** Somebody's own words: shown in a TextRun, which knows no Markdown. */
    readonly teamsAddress: string;
    readonly check: Button & { readonly inputLabel: string; readonly typed: string };
    readonly verdict: { readonly text: string; readonly address: string };
  };
  /** `ask` empty: nothing is asked any more. */
  /** `asked` false: it has been answered. */
  handoff: {
    readonly paragraphs: Paragraphs;
    readonly facts: readonly { readonly label: string; readonly lines: Paragraphs; readonly addresses: Paragraphs; readonly pairs: readonly AnsweredPair[] }[];
    readonly asked: boolean;
    readonly inputLabel: string;
    readonly typed: string;
    readonly errorLabel: string;
    readonly buttons: readonly Button[];
  };
  feedback: { readonly paragraphs: Paragraphs; readonly ask: string; readonly inputLabel: string; readonly buttons: readonly Button[] };
}

export type Layout = keyof Layouts;

export type Content = { [L in Layout]: { readonly layout: L; readonly data: Layouts[L] } }[Layout];

/** The frame that every card has in common. */
export interface Frame {
  readonly language: Language;
  /** What is said before the question, e.g. the welcome; paragraphs are separated by an empty line. Empty: none. */
  readonly lead: string;
  /** "Step 1 of 2". Empty: none. */
  readonly step: string;
  readonly title: string;
  readonly content: Content;
  /** The question itself where the title is not one. */
  readonly ask: string;
  readonly choices: readonly Button[];
  /** What was answered, once it is: the choices are gone then. */
  readonly outcome: string;
  readonly nav: readonly Button[];
}

/** What a channel or a group chat is answered with. */
export interface Invitation {
  readonly language: Language;
  readonly text: string;
  readonly link: Link;
}

/** What can be filled in. A list has something to choose; else it is text, one line of it, or a day. */
export type Input =
  | { readonly kind: 'text' | 'line'; readonly id: string; readonly label: string; readonly value: string; readonly most: number }
  /** With a placeholder nothing is chosen at first. */
  | { readonly kind: 'list'; readonly id: string; readonly label: string; readonly placeholder?: string | undefined; readonly choices: readonly { readonly title: string; readonly value: string }[] }
  /** `value`: a date, `2027-01-04`; without it no day is chosen. */
  | { readonly kind: 'day'; readonly id: string; readonly label: string; readonly value?: string | undefined };

/** Something that one press sends, shown before it is sent. */
export interface Offer {
  /** Word for word, as it will be read; may have Markdown of our own. */
  readonly said: readonly string[];
  /** The same in the language of whoever presses; empty where that is the same one. */
  readonly own: readonly string[];
  readonly inputs: readonly Input[];
  readonly button: Button;
}

/** What a button opens right below itself, without asking us. */
export interface Panel {
  readonly label: string;
  readonly notes: readonly string[];
  readonly inputs: readonly Input[];
  readonly offers?: readonly Offer[];
  readonly buttons: readonly Button[];
}

/** A question and its answer, each a line of its own. */
export interface AnsweredPair {
  readonly asked: string;
  readonly answered: string;
}

/** `lines` are shown as they are: nothing in them acts as Markdown. `address`: a mail address, which breaks where a phone is narrow. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
  readonly pairs?: readonly AnsweredPair[] | undefined;
  readonly address?: string | undefined;
  /** Where the address leads. */
  readonly link?: string | undefined;
}

/** One of a list of people, a row each: a phone cannot show her name, address and standing in one line. */
export interface Person {
  readonly name: string;
  /** Empty: she has left the list. */
  readonly address: string;
  readonly standing: string;
}

/**
 * A card about a case or a list of them: facts in the people's own words, and what can be done. At most six buttons: Teams
 * hides the rest. Each panel's button stands alone, so that what it opens is right below it, on a phone too.
 */
export interface Sheet {
  readonly language: Language;
  readonly lead: string;
  readonly title: string;
  /** The first line stands out. */
  readonly status: readonly string[];
  readonly mood: 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';
  readonly facts: readonly Fact[];
  /** The labels are headings: there is more to read below each than a line. */
  readonly headed?: boolean | undefined;
  readonly people?: readonly Person[] | undefined;
  /** How far something has come, 0 to 100. */
  readonly bar?: number | undefined;
  readonly picture?: Picture | undefined;
  readonly notes: readonly string[];
  readonly inputs: readonly Input[];
  readonly buttons: readonly Button[];
  readonly panels: readonly Panel[];
  /** Buttons that are needed more rarely. */
  readonly rest?: readonly Button[];
  /** Opens something outside. */
  readonly links: readonly Link[];
}

/** An Adaptive Card, ready to be sent. */
export type Card = Readonly<Record<string, unknown>>;
