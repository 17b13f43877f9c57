import { isPush } from '../../support/push-processes';
import { addressOf, checked, hires, standings, startPushStage } from '../../support/push-stage';
import { type FaultRule, refusals, type TeamsStandIn } from '../../support/teams-stand-in';

jest.setTimeout(90_000);

const chatOf = (name: string): string => `a:chat-of-${name.replaceAll(' ', '-')}`;
const attemptsOf = (teams: TeamsStandIn, name: string) => teams.attempts.filter((each) => isPush(each) && each.conversation === chatOf(name));

/** Each is one way of going wrong: what Teams answers so many times, how she ends, and how often it was tried. */
const ways: readonly (readonly [name: string, times: number, answer: FaultRule['answer'], ends: string, tried: number])[] = [
  ['Ingen Feil', 0, 'accept', 'delivered', 1],
  ['Vent Litt', 1, refusals.throttled(2), 'delivered', 2],
  ['Vent Uten Tid', 1, refusals.throttled(), 'delivered', 2],
  ['Darlig Port', 1, refusals.badGateway(), 'delivered', 2],
  ['Samtidig Endring', 1, refusals.conflict(), 'delivered', 2],
  ['For Stor', 1, refusals.tooBig(), 'failed:refused', 1],
  ['Flyttet Chat', 1, refusals.conversationNotFound(), 'delivered', 2],
  ['Borte Chat', Infinity, refusals.conversationNotFound(), 'no-app:not-installed', 2],
  ['Blokkert Bot', Infinity, refusals.blocked(), 'blocked', 2],
  ['Teams Feil', 1, refusals.serviceError(), 'uncertain', 1],
  ['Kom Fram', 1, 'accept-then-drop', 'uncertain', 1],
  ['Kom Ikke Fram', 1, 'drop', 'uncertain', 1],
  ['Uten Svar', 1, 'accept-then-hang', 'uncertain', 1],
];

test('each fault of Teams ends as it must: again after the time that it asks for, repaired once, or in doubt and never again', async () => {
  const names = ways.map(([name]) => name);
  const stage = await startPushStage(hires(...names));
  const { teams } = stage;
  for (const [name, times, answer] of ways) if (times > 0) teams.fail({ match: (request) => isPush(request) && request.conversation === chatOf(name), times, answer });
  const desk = await checked(stage, names.map(addressOf).join('\n'));
  await desk.presses(`Send nå til ${names.length}`);
  await desk.sees('Ferdig', 60_000);

  expect(await standings(stage)).toEqual(Object.fromEntries(ways.map(([name, , , ends]) => [addressOf(name), ends])));
  expect(Object.fromEntries(names.map((name) => [name, attemptsOf(teams, name).length]))).toEqual(Object.fromEntries(ways.map(([name, , , , tried]) => [name, tried])));
  expect(names.filter((name) => teams.chat(chatOf(name)).length > 1)).toEqual([]);
  const [refused, again] = attemptsOf(teams, 'Vent Litt');
  expect(again!.at - refused!.at).toBeGreaterThanOrEqual(2_000);
  await desk.sees(`Sum: ${names.length} av ${names.length} på listen`);
});
