import { GlobalSettings, Template } from 'adaptivecards-templating';
import { plainInMarkdown } from '../src/texts';
import type { Button, Card, Content, Frame, Input, Invitation, Layout, Panel, Sheet } from './data';
import email from './email.json';
import feedback from './feedback.json';
import handoff from './handoff.json';
import frame from './frame.json';
import invitation from './invitation.json';
import { lighter } from './lighter';
import page from './page.json';
import panel from './panel.json';
import sheet from './sheet.json';
import video from './video.json';

// By default an unfilled path is shown to people as `${path}`. It works for a path that stands alone, so the
// templates have no other kind (a test sees to it).
GlobalSettings.getUndefinedFieldValueSubstitutionString = (path: string): string => {
  throw new Error(`a card template asks for "${path}", and its data has none`);
};

// Compiled once, at start: making a Template costs 30–60 ms, filling it about one.
const frameTemplate = new Template(frame);
const invitationTemplate = new Template(invitation);
const sheetTemplate = new Template(sheet);
const panelTemplate = new Template(panel);
const layouts: Readonly<Record<Layout, Template>> = {
  page: new Template(page),
  video: new Template(video),
  email: new Template(email),
  feedback: new Template(feedback),
  handoff: new Template(handoff),
};

/** An address or a link is copied, and would be another one. */
const copied = /@|:\/\//;
const holding = (text: unknown): string => String(text).replace(/\S+/g, (word) => (copied.test(word) ? word : word.replace(/(?<=\p{L})-(?=\p{L})/gu, '\u2011')));

/** A phone breaks «e-post» and «ID-porten» at the hyphen. In what is read, never in what is copied, it is one that holds. */
function unbroken(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unbroken);
  if (typeof value !== 'object' || value === null) return value;
  const node = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'data' ? part : unbroken(part)]));
  if (node['type'] === 'TextBlock') return { ...node, text: holding(node['text']) };
  // A button is called what is read on it (WCAG 2.5.3).
  return String(node['type']).startsWith('Action.') ? { ...node, title: holding(node['title']) } : node;
}

function expand(template: Template, data: object): Record<string, unknown> {
  return unbroken(template.expand({ $root: data })) as Record<string, unknown>;
}

function contentOf({ layout, data }: Content): unknown[] {
  const container = expand(layouts[layout], data);
  return Array.isArray(container['items']) ? container['items'] : [];
}

/** The card. Throws where a template's path has no value: a fault of ours, never of the data's wording. */
export function render(data: Frame): Card {
  const content = contentOf(data.content);
  const card = expand(frameTemplate, {
    ...data,
    lang: data.language,
    // What has been answered is no second opening: the newest card stands out.
    titleSize: data.outcome === '' ? 'Large' : 'Default',
    // A block each: inside one block Teams draws no space between paragraphs.
    leads: data.lead.split('\n\n').filter((text) => text !== '').map((text) => ({ text })),
    content,
    hasContent: content.length > 0,
    // Its name says all that can be seen of it (WCAG 2.5.3): who speaks to the screen says the number, too.
    choices: data.choices.map((choice, index) => ({ ...choice, number: `${index + 1}`, name: `${index + 1} ${choice.label}` })),
  });
  return { ...card, actions: card['actions'] ?? [] };
}

/** The card that leads from a channel or a group chat to a private one. */
export function renderInvitation({ language, text, link }: Invitation): Card {
  return expand(invitationTemplate, { lang: language, text, link });
}

const texts = (paragraphs: readonly string[]): readonly { readonly text: string }[] => paragraphs.filter((text) => text !== '').map((text) => ({ text }));

function drawnInput(input: Input): object {
  const { id, label } = input;
  switch (input.kind) {
    case 'text':
    case 'line':
      return { type: 'Input.Text', id, label, value: input.value.slice(0, input.most), isMultiline: input.kind === 'text', maxLength: input.most };
    case 'list':
      return { type: 'Input.ChoiceSet', id, label, style: 'compact', wrap: true, ...(input.placeholder === undefined ? { value: input.choices[0]?.value ?? '' } : { placeholder: input.placeholder }), choices: input.choices };
    case 'day':
      return { type: 'Input.Date', id, label, ...(input.value !== undefined && { value: input.value }) };
    default:
      return input satisfies never;
  }
}

/** What is typed goes with a button only where there is something to type: else a press would carry another panel's words. */
const drawnButton = ({ label, verb, data }: Button, takes: boolean): object => ({
  type: 'Action.Execute',
  title: label,
  verb,
  data,
  associatedInputs: takes ? 'auto' : 'none',
});

function drawnPanel({ label, notes, inputs, offers = [], buttons }: Panel): object {
  const card = expand(panelTemplate, {
    notes: texts(notes),
    // The title of a card that is sent stands out, as it will there.
    offers: offers.map(({ said, own, inputs: asked, button }) => ({
      said: texts(said).map(({ text }, index) => ({ text, weight: index === 0 && said.length > 1 ? 'Bolder' : 'Default' })),
      own: texts(own),
      inputs: asked.map(drawnInput),
      hasInputs: asked.length > 0,
      actions: [drawnButton(button, asked.length > 0)],
    })),
    inputs: inputs.map(drawnInput),
    hasInputs: inputs.length > 0,
    actions: buttons.map((button) => drawnButton(button, inputs.length > 0)),
  });
  return { type: 'Action.ShowCard', title: label, card };
}

/** Of columns: the official renderer has no bar that all clients draw. What it says stands beside it in words. */
function drawnBar(share: number): readonly object[] {
  const part = (width: number, style: string): object => ({ type: 'Column', width, style, minHeight: '8px', spacing: 'None', items: [] });
  return [part(share, 'accent'), ...(share < 100 ? [part(100 - share, 'emphasis')] : [])];
}

const asLabel = { size: 'Small', weight: 'Default', subtle: true, spacing: 'Small' } as const;
const asHeading = { size: 'Default', weight: 'Bolder', subtle: false, spacing: 'Medium' } as const;

function drawnSheet(data: Sheet): Card {
  const { facts, status, notes, inputs, buttons, panels, rest = [], links, picture, bar, people = [], headed = false } = data;
  const first = buttons.map((button) => drawnButton(button, inputs.length > 0));
  return expand(sheetTemplate, {
    lang: data.language,
    title: data.title,
    leads: texts(data.lead.split('\n\n')),
    status: texts(status).map(({ text }, index) => ({ text, weight: index === 0 ? 'Bolder' : 'Default' })),
    hasStatus: status.some((text) => text !== ''),
    mood: data.mood,
    facts: facts
      .map(({ label, lines, address = '', link, pairs = [] }) => ({
        // «28. november» begins no list.
        label: plainInMarkdown(label).replace(/^(\d+)\./, '$1\\.'),
        ...(headed ? asHeading : asLabel),
        lines: texts(lines),
        pairs,
        addresses: texts([link ? `[${plainInMarkdown(address)}](${link})` : plainInMarkdown(address)]),
      }))
      .filter(({ lines, addresses, pairs }) => lines.length + addresses.length + pairs.length > 0),
    people: people.map(({ name, address, standing }) => ({
      names: texts([plainInMarkdown(name)]),
      addresses: texts([plainInMarkdown(address)]),
      standings: texts([plainInMarkdown(standing)]),
    })),
    // Nothing done yet would be an empty box.
    hasBar: bar !== undefined && bar > 0,
    bar: drawnBar(bar ?? 0),
    hasPicture: picture !== undefined,
    pictureUrl: picture?.url ?? '',
    pictureAlt: picture?.alt ?? '',
    notes: texts(notes),
    inputs: inputs.map(drawnInput),
    hasInputs: inputs.length > 0,
    // Each in a set of its own: a phone opens a form below the last button of its set.
    panels: panels.length === 0 ? [] : [...(first.length > 0 ? [{ actions: first }] : []), ...panels.map((panel) => ({ actions: [drawnPanel(panel)] }))],
    actions: [
      ...(panels.length === 0 ? first : []),
      ...rest.map((button) => drawnButton(button, false)),
      ...links.map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url })),
    ],
  });
}

/** Below what Teams takes in one message (28 KB is safe everywhere), with room for what the sender adds; bytes. */
const mostOfCard = 26.5 * 1024;

/** The card of a case or a list, as light as Teams needs it: refused, it would never be shown. Throws as {@link render} does. */
export function renderSheet(data: Sheet): Card {
  let card: Card = {};
  for (const sheet of lighter(data)) {
    card = drawnSheet(sheet);
    if (Buffer.byteLength(JSON.stringify(card)) <= mostOfCard) break;
  }
  return card;
}
