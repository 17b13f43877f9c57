import type { Answer, Guide } from '../src/core/guide/types';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import type { Person } from '../src/core/person';
import { t } from '../src/texts';
import { reasonForHr } from '../src/core/guide/walk';
import { linesOf } from './words';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The e-mail that is ready to be sent to HR. Plain text. */
export function mailFor(from: {
  readonly language: Language;
  readonly guide: Guide;
  readonly organisation: Organisation;
  readonly person: Person;
  readonly answers: readonly Answer[];
}): Mail {
  const { language, guide, organisation, person, answers } = from;
  const lines = linesOf(language, guide, answers, organisation);
  // What is no trouble with Visma is not called one.
  const other = reasonForHr(guide, answers) === 'other-system';
  return {
    to: organisation.hr.email,
    subject: t(language, other ? 'mail.subject-other' : 'mail.subject'),
    text: t(language, other ? 'mail.text-other' : 'mail.text', {
      answers: lines.length > 0 ? lines.join('\n') : t(language, 'mail.nothing-yet'),
      name: person.name ?? t(language, 'mail.your-name'),
    }),
  };
}

/** Teams opens no mailto: from a card (msteams-docs #3677), so the button opens Outlook on the web, which takes a ready mail. */
export function inOutlook({ to, subject, text }: Mail): string {
  const query = Object.entries({ to, subject, body: text }).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `https://outlook.office.com/mail/deeplink/compose?${query.join('&')}`;
}
