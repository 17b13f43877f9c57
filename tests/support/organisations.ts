import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Organisation } from '../../src/core/organisation';
import settings from '../../src/organisations/askoy.json';
import { askoy } from './cards';

/** Says all that Askøy leaves unsaid. */
export const manySystems: Organisation = {
  ...askoy,
  name: 'Fjordvik kommune',
  hr: {
    ...askoy.hr,
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '15:30' }],
    daysKept: 60,
    desks: [{ id: 'it', name: 'IT-hjelpen', email: 'it@fjordvik.example' }, { id: 'payroll', name: 'Lønn' }],
  },
  links: { ...askoy.links, vismaEnterprise: 'https://visma.fjordvik.example/' },
  otherSystems: [
    { name: 'Visma Employee', help: { nb: 'Åpne appen på mobilen.', nn: 'Opne appen på mobilen.', en: 'Open the app on your phone.' } },
    { name: 'Turnus', help: { nb: 'Spør *avdelingslederen* din.' } },
  ],
  electronicIds: ['BankID', 'MinID', 'Buypass ID'],
  noInbox: { nb: 'Møt opp på servicetorget med legitimasjon.', en: 'Come to the service desk with an ID.' },
  sharedAccounts: ['sone3@fjordvik.example'],
  videoInCard: true,
  privacy: { ...askoy.privacy, url: 'https://fjordvik.example/personvern', daysKept: 90 },
};

/** A file of Askøy's settings with something else under `hr`, for a bot; it goes with the test. */
export function askoyWith(hr: object): { readonly ORGANISATION_FILE: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-organisation-'));
  folders.push(folder);
  const file = path.join(folder, 'askoy.json');
  writeFileSync(file, JSON.stringify({ ...settings, hr: { ...settings.hr, ...hr } }));
  return { ORGANISATION_FILE: file };
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
