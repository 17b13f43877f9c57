import { addressOf, checked, hires, type Listed, standings, startPushStage } from '../support/push-stage';

jest.setTimeout(60_000);

test('a pasted list of new hires, errors and all, is checked, sent and accounted for', async () => {
  const people: readonly Listed[] = [
    ...hires('Ada Aas', 'Bo Berg'),
    { id: 'id-guest', name: 'Gro Gjest', email: 'gro@annen.example', guest: true },
    { id: 'id-off', name: 'Ola Avslått', email: addressOf('Ola Avslatt'), enabled: false },
    { id: 'id-policy', name: 'Per Policy', email: addressOf('Per Policy'), refuses: 'policy' },
  ];
  const stage = await startPushStage(people);
  const list = `Ada Aas <${addressOf('Ada Aas')}>; ${addressOf('Bo Berg')}\n${addressOf('Ada Aas')}, gro@annen.example\n${addressOf('Ola Avslatt')}\n${addressOf('Per Policy')}\nnoe tull\n${addressOf('Ny Ansatt')} og@fremmed.example`;
  const desk = await checked(stage, list, 'Velkommen til oss!');
  expect(await standings(stage)).toEqual({
    [addressOf('Ada Aas')]: 'installable',
    [addressOf('Bo Berg')]: 'installable',
    'gro@annen.example': 'no-app:guest',
    [addressOf('Ola Avslatt')]: 'no-app:off',
    [addressOf('Per Policy')]: 'installable',
    [addressOf('Ny Ansatt')]: 'not-there',
    'og@fremmed.example': 'unknown',
  });
  await desk.presses('Send nå til 3');
  await stage.teams.waitFor(() => stage.teams.chat('a:chat-of-Ada-Aas').length > 0 && stage.teams.chat('a:chat-of-Bo-Berg').length > 0, 'the push');
  await desk.sees('Ferdig', 25_000);
  expect(await standings(stage)).toMatchObject({ [addressOf('Ada Aas')]: 'delivered', [addressOf('Bo Berg')]: 'delivered', [addressOf('Per Policy')]: 'no-app:policy' });
});
