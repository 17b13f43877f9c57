import { createHash } from 'node:crypto';
import { personIn } from '../../../cards/case-card';
import { rowOf } from '../../core/case/rows';
import type { Closed } from '../../core/case/types';
import { shownName } from '../../core/shown';
import { t } from '../../texts';
import { historyDocument, type Told } from './history';
import type { House } from '../house';
import { type Draft, mailTo, threadOf } from '../ports';

const dateOf = (at: number): string => new Date(at).toISOString();

/**
 * What an archive is told of a case, beside the document. Names are those of Noark 5 where it has one; the rest stands
 * under our own name. In Norwegian whatever HR reads, as the standard is.
 */
function metadataOf(house: House, one: Closed, by: string, file: string, html: string): string {
  const { organisation } = house;
  const { number, person, language, reason, openedAt } = one.report;
  const bytes = Buffer.from(html, 'utf8');
  return `${JSON.stringify(
    {
      merknad: 'Feltnavnene følger Noark 5 der standarden har et felt for det. Dette er ikke et Noark 5-uttrekk.',
      arkivskaper: { arkivskaperNavn: organisation.name },
      mappe: {
        mappeID: `${number}`,
        tittel: t(organisation.defaultLanguage, 'case.title', { number: `${number}`, name: personIn(organisation.defaultLanguage, one) }),
        opprettetDato: dateOf(openedAt),
        opprettetAv: personIn(organisation.defaultLanguage, one),
        avsluttetDato: dateOf(one.ending.at),
        avsluttetAv: by,
        ...(one.owner ? { saksansvarlig: one.owner.name } : {}),
        part: [{ partNavn: personIn(organisation.defaultLanguage, one), partRolle: 'Ansatt', ...(person.email ? { epostadresse: person.email } : {}) }],
      },
      dokumentobjekt: {
        format: 'HTML',
        referanseDokumentfil: file,
        sjekksum: createHash('sha256').update(bytes).digest('hex'),
        sjekksumAlgoritme: 'SHA-256',
        filstoerrelse: bytes.length,
      },
      vismahjelpen: {
        sakstype: 'Hjelp til innlogging i Visma',
        språk: language,
        årsak: reason ?? null,
        utfall: one.ending.outcome,
        bilder: 'Bilder er ikke med. De blir slettet når saken avsluttes.',
        bevaring: 'Bevaring og kassasjon er ikke bestemt her. Det avgjør arkivskaperen.',
      },
    },
    undefined,
    2,
  )}\n`;
}

/**
 * The case for the archive: two letters with the same files, to HR's address and to whoever closed it, and a line in the
 * thread. `history` has the closing as its last line.
 */
export function toArchive(house: House, one: Closed, { history, undelivered }: Told, by: { readonly name: string; readonly email?: string | undefined }): readonly Draft[] {
  const { organisation } = house;
  const language = organisation.defaultLanguage;
  const { number } = one.report;
  const id = rowOf(number, one.entries);
  const html = historyDocument(house, one, history, undelivered);
  const file = `sak-${number}.html`;
  const attachments = [
    { name: file, type: 'text/html; charset=utf-8', content: html },
    { name: `sak-${number}.json`, type: 'application/json; charset=utf-8', content: metadataOf(house, one, by.name, file, html) },
  ];
  const params = { number: `${number}`, name: personIn(language, one), by: shownName(by.name) };
  const subject = t(language, 'letter.archive.subject', params);
  const text = t(language, 'letter.archive.text', params);
  const hr = organisation.hr.email;
  const addresses = [hr, ...(by.email && by.email.toLowerCase() !== hr.toLowerCase() ? [by.email] : [])];
  const letters = addresses.map((address, index): Draft => {
    const concern = { place: threadOf(number), late: t(language, 'letter.archive.late', { address }), lost: t(language, 'letter.archive.lost', { address }) };
    const letter = { to: address, subject, text, attachments };
    return { id: `${id}-archive${index === 0 ? '' : '-copy'}`, conversation: mailTo(address), class: 'mail', body: { kind: 'letter', letter }, concern };
  });
  const said = t(language, 'thread.archived', { addresses: addresses.join(', ') });
  return [...letters, { id: `${id}-archived`, conversation: threadOf(number), class: 'reply', body: { kind: 'text', text: said } }];
}
