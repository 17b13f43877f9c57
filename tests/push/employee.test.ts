import { personalChat } from '../support/activities';
import { eventually } from '../support/bot-process';
import { startMovedClock, workday } from '../support/moved-clock';
import { addressOf, hire, hires, pushed, standings, startPushStage } from '../support/push-stage';
import { Employee, type Stage, wordsIn } from '../support/stage';
import { query } from '../support/stores';

jest.setTimeout(60_000);

const day = 24 * 3_600_000;
const until = (stage: Stage, name: string, standing: string): Promise<true> =>
  eventually(async () => (await standings(stage))[addressOf(name)] === standing, `${name} to be «${standing}»`);

test('who says that she is in gets a warm end, and counts as in', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const { people: [ada] } = await pushed(stage, ['Ada Aas'], { greeting: 'Velkommen til *oss*!' });
  expect(ada!.seen).toContain('Velkommen til oss!');
  expect(ada!.seen).not.toMatch(/https?:|undefined|\{/);
  await ada!.presses('Ja, jeg er inne');
  await ada!.sees('Så bra at du er inne');
  expect(wordsIn(await ada!.sees('Du svarte: Ja, jeg er inne'))).toContain('Velkommen til oss!');
  await until(stage, 'Ada Aas', 'in');
  // Pressed again, by an old client: nothing is done twice.
  const before = ada!.messages.length;
  await ada!.post(ada!.chat.press({ verb: 'push-answer', data: { verb: 'push-answer', choice: 'not-in', card: 'push-1', rev: 0, shownAt: 1 }, messageId: ada!.messages[0]!.id }));
  expect(ada!.messages).toHaveLength(before);
  expect(await standings(stage)).toEqual({ [addressOf('Ada Aas')]: 'in' });
});

test('who is not in is helped from where the guide begins, and when she asks HR the report says so, with the case', async () => {
  const stage = await startPushStage(hires('Bo Berg'));
  const { desk, people: [bo] } = await pushed(stage, ['Bo Berg']);
  await bo!.presses('Nei, jeg kommer ikke inn');
  await bo!.sees('Hva skjer når du skal logge inn i Visma?');
  await until(stage, 'Bo Berg', 'answered:not-in');
  const number = await bo!.asksHr();
  await until(stage, 'Bo Berg', 'asked-hr');
  await desk.pressesButton('1', { verb: 'desk-push-people', push: 1, standing: 'all', page: 0, card: 'desk', rev: 0, shownAt: 1 });
  expect(desk.answers.at(-1)).toContain(`Bo Berg\n${addressOf('Bo Berg')}\nHar bedt HR om hjelp (sak ${number})`);
});

test.each([
  ['ja', 'in', 'Så bra at du er inne'],
  ['nei', 'answered:not-in', 'Hva skjer når du skal logge inn'],
  ['3', 'answered:later', 'Når skal jeg spørre deg igjen?'],
  ['får bare opp en intern feil', 'answered', 'Har du en annen Visma-bruker'],
  ['hei', 'answered', 'Hva skjer når du skal logge inn'],
])('«%s», written after the push, is heard as an answer to it', async (text, standing, shows) => {
  const stage = await startPushStage(hires('Cai Dahl'));
  const { people: [cai] } = await pushed(stage, ['Cai Dahl']);
  await cai!.says(text);
  await cai!.sees(shows);
  await until(stage, 'Cai Dahl', standing);
  // The push was the welcome.
  expect(cai!.seen.match(/Jeg heter Vismahjelpen/g)).toHaveLength(1);
});

test('who is in after all says so in her own words, and is not asked again', async () => {
  const stage = await startPushStage(hires('Dag Eng', 'Eva Fos'));
  const { people: [dag, eva] } = await pushed(stage, ['Dag Eng', 'Eva Fos']);
  for (const one of [dag!, eva!]) {
    await one.presses('Ikke prøvd ennå. Spør meg senere');
    await one.sees('Når skal jeg spørre deg igjen?');
  }
  await dag!.presses('Om tre arbeidsdager');
  await dag!.sees('Jeg spør deg igjen ');
  await dag!.says('jeg er inne i visma nå');
  await eva!.says('eg er inne');
  for (const one of [dag!, eva!]) await one.sees('Så bra at du er inne');
  await until(stage, 'Dag Eng', 'in');
  await until(stage, 'Eva Fos', 'in');
});

test('who doubts that the push is genuine is told how to find out, and can answer it then', async () => {
  const stage = await startPushStage(hires('Fay Gil'));
  const { people: [fay] } = await pushed(stage, ['Fay Gil']);
  await fay!.says('er dette ekte?');
  await eventually(async () => (fay!.seen.match(/Er du usikker på om meldingen er ekte/g) ?? []).length === 2, 'the answer');
  expect(fay!.seen).not.toContain('Hva skjer når du skal logge inn');
  await fay!.says('ja');
  await fay!.sees('Så bra at du er inne');
  await until(stage, 'Fay Gil', 'in');
});

test('who has not tried yet is asked again on the day that was agreed, once, unless she says stop', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires('Dan Eik', 'Eli Foss'));
  const { people: [dan, eli] } = await pushed(stage, ['Dan Eik', 'Eli Foss']);
  for (const one of [dan!, eli!]) {
    await one.presses('Ikke prøvd ennå. Spør meg senere');
    await one.sees('Når skal jeg spørre deg igjen?');
    await one.presses('Om tre arbeidsdager');
    await one.sees('Jeg spør deg igjen ');
  }
  await eli!.says('stopp');
  await eli!.sees('Jeg spør deg ikke igjen.');
  const [{ remind_at: at }] = (await query<{ remind_at: number }>(`file:${stage.bot.database}`, 'select remind_at from recipients where n = 1')) as [{ remind_at: number }];
  clock.forward(at - Date.now() + 1_000);
  await dan!.sees('Du ba meg spørre deg igjen.', 20_000);
  expect(eli!.seen).not.toContain('Du ba meg spørre deg igjen.');
  // The first card asks no more; the reminder does.
  await dan!.presses('Ja, jeg er inne');
  await until(stage, 'Dan Eik', 'in');
  clock.forward(30 * day);
  await eventually(async () => (await query<{ n: number }>(`file:${stage.bot.database}`, 'select count(*) as n from recipients where remind_at is not null'))[0]?.n === 0, 'nobody to be reminded');
  expect(dan!.lines.filter((line) => line.includes('Du ba meg spørre'))).toHaveLength(1);
});

test('who writes just then is reminded when she has been quiet, and the others when it was promised', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires('Dan Eik', 'Eli Foss'));
  const { people: [dan, eli] } = await pushed(stage, ['Dan Eik', 'Eli Foss']);
  for (const one of [dan!, eli!]) {
    await one.presses('Ikke prøvd ennå. Spør meg senere');
    await one.sees('Når skal jeg spørre deg igjen?');
    await one.presses('Om tre arbeidsdager');
    await one.sees('Jeg spør deg igjen ');
  }
  const [{ at }] = (await query<{ at: number }>(`file:${stage.bot.database}`, 'select max(remind_at) as at from recipients')) as [{ at: number }];
  clock.forward(at - Date.now() - 60_000);
  const before = eli!.messages.length;
  await eli!.says('hei');
  await stage.teams.waitFor(() => eli!.messages.length > before, 'an answer');
  clock.forward(at - Date.now() + 1_000);
  await dan!.sees('Du ba meg spørre deg igjen.', 20_000);
  expect(eli!.seen).not.toContain('Du ba meg spørre deg igjen.');
  clock.forward(5 * 60_000);
  await eli!.sees('Du ba meg spørre deg igjen.', 20_000);
});

test('HR sees who cannot get in, who has not tried and when she is asked again, and how many have answered', async () => {
  const stage = await startPushStage(hires('Ane Alm', 'Bea Bo', 'Cia Ca'));
  const { desk, people: [ane, bea] } = await pushed(stage, ['Ane Alm', 'Bea Bo', 'Cia Ca']);
  await ane!.presses('Nei, jeg kommer ikke inn');
  await bea!.presses('Ikke prøvd ennå. Spør meg senere');
  await until(stage, 'Ane Alm', 'answered:not-in');
  await until(stage, 'Bea Bo', 'answered:later');
  await bea!.presses('Om tre arbeidsdager');
  await bea!.sees('Jeg spør deg igjen ');
  const asked = { push: 1, card: 'desk', rev: 0, shownAt: 1 };
  await desk.pressesButton('1', { verb: 'desk-push-people', standing: 'all', page: 0, ...asked });
  expect(desk.answers.at(-1)).toContain(`${addressOf('Ane Alm')}\nKommer ikke inn, og får hjelp av meg`);
  expect(desk.answers.at(-1)).toMatch(/Har ikke prøvd ennå, jeg spør igjen \d+\. \p{L}+/u);
  // The way back draws the card in the thread, too, and both add up to what the list says.
  await desk.pressesButton('1', { verb: 'desk-push-show', ...asked });
  expect(desk.answers.at(-1)).toContain('2 av 3 som fikk meldingen, har svart');
  await desk.sees('2 av 3 som fikk meldingen, har svart', 25_000);
});

test('the card changes its language with one press, and the answer goes on in it', async () => {
  const stage = await startPushStage(hires('Gry Haug'));
  const { people: [gry] } = await pushed(stage, ['Gry Haug'], { greeting: 'Velkommen!' });
  await gry!.presses('English');
  await gry!.sees('Have you been able to log in to Visma?');
  expect(gry!.lines[0]).toContain('A greeting from HR (Bokmål):');
  expect(gry!.lines[0]).toContain('Velkommen!');
  await gry!.presses('No, I cannot get in');
  await gry!.sees('What happens when you try to log in to Visma?');
});

test('while the app is put there the push is the welcome, also where the word of it comes late or twice; later it is greeted as ever', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires('Ida Jahr'));
  const ida = hire(stage, 'Ida Jahr');
  await pushed(stage, ['Ida Jahr']);
  await ida.post(ida.chat.install());
  await ida.post(ida.chat.membersAdded());
  await ida.says('hei');
  await ida.sees('Hva skjer når du skal logge inn');
  expect(ida.seen.match(/Jeg heter Vismahjelpen/g)).toHaveLength(1);
  clock.forward(day);
  await ida.post(ida.chat.install());
  await ida.sees('Velkommen tilbake');
});

test('whose data are deleted stands on no list any more, and still counts', async () => {
  const stage = await startPushStage(hires('Jon Krag', 'Kim Lie'));
  const { people: [jon] } = await pushed(stage, ['Jon Krag', 'Kim Lie']);
  await jon!.says('slett dataene mine');
  await jon!.presses('Ja, slett alt').catch(async () => jon!.says('ja'));
  await eventually(async () => Object.values(await standings(stage)).includes('deleted'), 'her to be forgotten');
  expect(await standings(stage)).toEqual({ 1: 'deleted', [addressOf('Kim Lie')]: 'delivered' });
  expect(JSON.stringify(await query(`file:${stage.bot.database}`, 'select * from recipients'))).not.toContain('Krag');
});

test('a press on a push that she never had, or one that is only a preview, changes nothing and says so', async () => {
  const stage = await startPushStage(hires('Liv Moe'));
  const liv = await stage.employee('Liv Moe');
  await liv.sees('Hva skjer når du skal logge inn');
  const before = liv.messages.length;
  await liv.post(liv.chat.press({ verb: 'push-answer', data: { verb: 'push-answer', choice: 'in', card: 'push-7', rev: 0, shownAt: 1 }, messageId: '1' })).then((reply) => expect(JSON.stringify(reply.body)).toContain('forhåndsvisning'));
  expect(liv.messages).toHaveLength(before);
});

test('what is stored, and what the bot is, can be read from the push; its question stands, and what is stored says that there was one', async () => {
  const stage = await startPushStage(hires('Mia Ness'));
  const { people: [mia] } = await pushed(stage, ['Mia Ness']);
  await mia!.presses('Om meg og personvern');
  await mia!.sees('Om meg og det jeg lagrer');
  await mia!.says('vis dataene mine');
  await mia!.sees('HR har sendt deg én melding gjennom meg.');
  await mia!.presses('Ja, jeg er inne');
  await until(stage, 'Mia Ness', 'in');
});

test('her chat may have another id than the directory said: she is known by who she is, and reminded where she writes', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires('Nia Ord'));
  await pushed(stage, ['Nia Ord']);
  const elsewhere = personalChat({ serviceUrl: stage.teams.serviceUrl, conversation: 'a:another-id-of-hers', person: { id: '29:Nia Ord', name: 'Nia Ord', aadObjectId: 'id-Nia Ord' } });
  const nia = new Employee(stage, elsewhere);
  await nia.says('3');
  await nia.sees('Når skal jeg spørre deg igjen?');
  await until(stage, 'Nia Ord', 'answered:later');
  await nia.presses('Neste arbeidsdag');
  await nia.sees('Jeg spør deg igjen ');
  const [{ remind_at: at }] = (await query<{ remind_at: number }>(`file:${stage.bot.database}`, 'select remind_at from recipients')) as [{ remind_at: number }];
  clock.forward(at - Date.now() + 1_000);
  await nia.sees('Du ba meg spørre deg igjen.', 20_000);
});

test('what is written while the message is under way is no answer to it; a button of it is', async () => {
  const stage = await startPushStage(hires('Ola Rud'));
  const { people: [ola] } = await pushed(stage, ['Ola Rud']);
  const database = `file:${stage.bot.database}`;
  await query(database, `update recipients set standing = 'sending', stage = 'send', due_at = ${Date.now() + day}`);
  await ola!.says('ja');
  await ola!.sees('Hva skjer når du skal logge inn');
  expect(await standings(stage)).toEqual({ [addressOf('Ola Rud')]: 'sending' });
  await ola!.presses('Ja, jeg er inne');
  await until(stage, 'Ola Rud', 'in');
});
