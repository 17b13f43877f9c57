import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import texts from '../src/texts/nb.json';

const root = path.join(__dirname, '..');
const page = (name: string): string => readFileSync(path.join(root, name), 'utf8');

/** "Send nå til …": a text as a page can name it. */
const named = (parts: readonly MessageFormatElement[]): string =>
  parts.map((part) => (part.type === TYPE.literal ? part.value : part.type === TYPE.plural || part.type === TYPE.select ? named(part.options['other']?.value ?? []) : '…')).join('');
const begun = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const labels = new Set(Object.values(texts).map((text) => begun(named(parse(text, { ignoreTag: true })))));

/** What stands at Visma or in Teams, and what is no button: the app's name, what is written, and how an answer begins. */
const others = ['Endre epostadresse', 'En intern feil har oppstått', 'Vismahjelpen', 'Visma er nede', 'Navnet ditt (HR): …', 'Stopp', 'Slett dataene mine'];

test.each(['docs/veiledning.nb.md', 'docs/personvern.nb.md'])('what %s says that one presses or reads is called that', (name) => {
  const quoted = [...page(name).matchAll(/«(\p{Lu}[^»]*)»/gu)].map(([, text = '']) => text.replace(/\s+/g, ' '));
  expect(quoted.length).toBeGreaterThan(3);
  expect([...new Set(quoted)].filter((text) => !labels.has(text) && !others.includes(text))).toEqual([]);
});

test.each(['README.md', 'docs/personvern.nb.md', 'docs/veiledning.nb.md', 'docs/decisions.md'])('each file that %s names is there', (name) => {
  const files = [...page(name).matchAll(/`((?:src|cards|tests|dialogs|deploy|bench)\/[\w./-]+\.\w+)`/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
