import { buttonsOf } from '../support/cards';
import { Adviser, type Employee, type Stage, startStage } from '../support/stage';

jest.setTimeout(60_000);

interface Case {
  readonly stage: Stage;
  readonly kari: Employee;
  readonly hanne: Adviser;
  readonly bjorn: Adviser;
}

async function taken(): Promise<Case> {
  const stage = await startStage();
  const kari = await stage.employee();
  await kari.asksHr();
  const hanne = await stage.adviser(1001);
  await hanne.presses('Ta saken');
  await kari.sees('Hanne Rådgiver');
  return { stage, kari, hanne, bjorn: new Adviser(stage, stage.channel, stage.channel.members[1]!, hanne.root) };
}

test('a message that is there again after it was deleted is there for the other side, too', async () => {
  const { kari, hanne, bjorn } = await taken();
  const hers = await kari.says('viktig ord');
  await hanne.sees('Kari Nordmann: viktig ord');
  await kari.post(kari.chat.remove(hers));
  await hanne.sees('Kari Nordmann trakk tilbake denne meldingen.', 20_000);
  await kari.post(kari.chat.restore(hers));
  await hanne.sees('Kari Nordmann endret meldingen til: viktig ord');

  const theirs = await hanne.writes('Bytt adressen');
  await kari.sees('Hanne Rådgiver (HR): Bytt adressen');
  await hanne.post(hanne.channel.remove(theirs));
  await kari.sees('Hanne Rådgiver (HR) trakk tilbake denne meldingen.', 20_000);
  await hanne.post(hanne.channel.restore(theirs));
  await kari.sees('Hanne Rådgiver (HR) endret meldingen til: Bytt adressen');

  // One that waits for its writer can be sent again.
  const held = await bjorn.writes('Hei Kari');
  await bjorn.sees('Skal dette sendes');
  await bjorn.post(bjorn.channel.remove(held));
  await bjorn.post(bjorn.channel.restore(held));
  await bjorn.presses('Ja, send');
  await kari.sees('Bjørn Rådgiver (HR): Hei Kari');
});

test('what she changes or deletes of an earlier case is changed or gone there', async () => {
  const { stage, kari, hanne } = await taken();
  const first = await kari.says('jeg heter Kari');
  const second = await kari.says('jeg er syk og har diagnose X');
  await hanne.sees('diagnose X');
  await hanne.presses('Avslutt saken', { outcome: 'solved', line: '' });
  await kari.sees('Saken din er avsluttet');
  await kari.says('snakk med HR');
  await kari.presses('Send til HR');
  const later = await stage.adviser(1002);
  await kari.post(kari.chat.remove(second));
  await kari.post(kari.chat.edit(first, 'jeg heter Karin'));
  await hanne.sees('Kari Nordmann endret meldingen til: jeg heter Karin');
  await hanne.sees('Kari Nordmann trakk tilbake denne meldingen.', 20_000);
  expect(hanne.seen).not.toContain('diagnose X');
  // The case that is open goes on, with nothing of it.
  const third = await kari.says('ny sak her');
  await later.sees('Kari Nordmann: ny sak her');
  await kari.post(kari.chat.edit(third, 'ny ting her'));
  await later.sees('Kari Nordmann endret meldingen til: ny ting her');
  expect(later.seen).not.toMatch(/Karin|trakk tilbake/);
});

test('a button from before the case was opened again does nothing to it', async () => {
  const { kari, hanne } = await taken();
  await hanne.presses('Send: koble til ID-porten');
  const old = await kari.sees('foreslår dette');
  const button = buttonsOf(old.attachments?.[0]?.content).find(({ title }) => title === 'Jeg er inne i Visma');
  const press = () => kari.post(kari.chat.press({ verb: 'my-case-solved', data: button?.data as object, messageId: old.id }));
  await hanne.presses('Avslutt saken', { outcome: 'solved', line: '' });
  await kari.sees('Saken din er avsluttet');
  await kari.says('nei, nå får jeg en ny feil');
  await kari.sees('Sak 1001 er åpen igjen.');
  const { body } = await press();
  expect(JSON.stringify(body)).toContain('HR har fått saken din');
  await hanne.presses('Send svaret', { reply: 'Hvilken feil?' });
  await kari.sees('Hanne Rådgiver (HR): Hvilken feil?');
  expect(hanne.seen).not.toContain('har avsluttet saken');
  // The one on today's card does.
  await kari.presses('Jeg er inne i Visma');
  await hanne.sees('Kari Nordmann sier at det er løst, og har avsluttet saken.');
});
