import type { Organisation } from '../../src/core/organisation';
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
