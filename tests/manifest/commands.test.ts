import en from '../../manifest/en.json';
import manifest from '../../manifest/manifest.json';
import nn from '../../manifest/nn.json';
import { hear } from '../../dialogs/hear';
import { parseCommand } from '../../src/app/desk/command';
import { questionOf } from '../../src/core/guide/walk';
import { askoy } from '../support/cards';
import { house } from '../support/conversation';

const commandLists = manifest.bots.flatMap((bot) => bot.commandLists);

function titles(translation: Readonly<Record<string, string>>): readonly (string | undefined)[][] {
  return commandLists.map(({ commands }, list) => commands.map((_command, at) => translation[`bots[0].commandLists[${list}].commands[${at}].title`]));
}

/** What Teams sends when somebody chooses a command, by the language of her Teams: the bot has to understand all of it. */
test('the commands, as they are offered', () => {
  expect(commandLists.map(({ scopes }) => scopes)).toEqual([['personal'], ['team'], ['groupChat']]);
  expect({ nb: commandLists.map(({ commands }) => commands.map(({ title }) => title)), nn: titles(nn), en: titles(en) }).toEqual({
    nb: [['Hjelp', 'Start på nytt', 'Snakk med HR', 'Det er for en annen', 'Bytt språk', 'Vis opplysningene mine', 'Slett opplysningene mine'], ['Mine saker', 'Venter', 'Åpne saker', 'I dag', 'Visma er nede', 'Visma er oppe', 'Ny utsending', 'Utsendinger', 'Oppsett', 'Hjelp'], ['Hjelp']],
    nn: [['Hjelp', 'Start på nytt', 'Snakk med HR', 'Det er for ein annan', 'Byt språk', 'Vis opplysningane mine', 'Slett opplysningane mine'], ['Mine saker', 'Ventar', 'Opne saker', 'I dag', 'Visma er nede', 'Visma er oppe', 'Ny utsending', 'Utsendingar', 'Oppsett', 'Hjelp'], ['Hjelp']],
    en: [['Help', 'Start over', 'Talk to HR', 'It is for somebody else', 'Change language', 'Show my data', 'Delete my data'], ['My cases', 'Waiting', 'Open cases', 'Today', 'Visma is down', 'Visma is up', 'New push', 'Pushes', 'Set-up', 'Help'], ['Help']],
  });
});

test('each is understood, whatever language is spoken, at the first question and in the middle of the way', () => {
  const { guide } = house();
  const expected = ['help', 'restart', 'talk-to-hr', 'somebody-else', 'ask-language', 'show-data', 'delete-data'];
  for (const id of ['symptom', 'privateUse', 'hr'])
    for (const list of [manifest.bots[0]!.commandLists[0]!.commands.map(({ title }) => title), titles(nn)[0]!, titles(en)[0]!]) {
      const heard = list.map((title) => hear(guide, questionOf(guide, id)!, title ?? '', askoy.email.domains));
      expect([list, heard.map((each) => (each.kind === 'wish' ? each.to.verb : each.kind === 'detour' ? each.choice : each.kind))]).toEqual([list, expected]);
    }
});

test('each of HR’s is understood in HR’s team, whatever language Teams speaks', () => {
  const expected = ['mine', 'waiting', 'open', 'today', 'notice on', 'notice off', 'desk-push-form', 'desk-push-list', 'set-up', 'help'];
  for (const list of [manifest.bots[0]!.commandLists[1]!.commands.map(({ title }) => title), titles(nn)[1]!, titles(en)[1]!]) {
    const understood = list.map((title) => parseCommand(title ?? '', '29:hanne'));
    expect(understood.map((command) => (command?.kind === 'list' ? command.list : command?.kind === 'notice' ? `notice ${command.on ? 'on' : 'off'}` : command?.kind === 'push' ? command.action.verb : command?.kind))).toEqual(expected);
  }
});

test('no line of them is cut off in a menu', () => {
  const shown = [manifest.bots, nn, en].flatMap((part) => [...JSON.stringify(part).matchAll(/"[^"]*(title|description)":"([^"]*)"/g)]);
  for (const [, kind, text = ''] of shown.filter(([whole]) => !whole.includes('description.'))) expect(text.length).toBeLessThanOrEqual(kind === 'title' ? 32 : 128);
});
