import type { Letter, Log, Mailer } from '../app/ports';
import type { Outcome } from '../core/delivery';
import { mailbox, mailServer } from './server';

export interface PostmanSettings {
  /** `smtp://host:25` or `smtps://user:password@host:465`. */
  readonly url: string;
  /** An address, with or without a name. */
  readonly from: string;
}

/** For the way to the server and its greeting, and for each silence after that. ms. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 5_000, socketTimeout: 20_000 };
/** For all of it, however slowly the server talks: shorter than the deliverer's lease (30 s). ms. */
const deadline = 25_000;

/** What nodemailer says of a failure: its own code, the system's, and the server's answer where there was one. */
interface Failure {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
}

/** What a server refuses with these is the letter; with all else it is us: the password, the certificate, the machine. */
const ofTheLetter = ['EENVELOPE', 'EMESSAGE'];
/** In disorder; log in first: another connection may be luckier, or the operator mends it. */
const passing = [503, 530];

/** A server that says 4xx may be asked again; one that says 5xx has refused this letter (RFC 5321, 4.2.1). */
function outcomeOf({ code = 'unknown', originalCode, responseCode = 0 }: Failure, underWay: boolean): Outcome {
  const said = responseCode >= 400 ? `SMTP ${responseCode}` : undefined;
  const itself = ofTheLetter.includes(code);
  if (said && itself && responseCode >= 500 && !passing.includes(responseCode)) return { kind: 'refused', status: 400, code: said };
  if (said) return { kind: 'unreached', detail: itself ? said : `${code} ${said}` };
  // Cut off after the letter was on its way: it may have been taken.
  return { kind: underWay ? 'unsure' : 'unreached', detail: originalCode ?? code };
}

/** The same letter has the same id, however often it is handed in: mail systems drop the second. */
const messageId = (id: string, from: string): string => `<${id.replace(/[^\w.-]/g, '-')}@${from.slice(from.indexOf('@') + 1).replace(/[^\w.-]/g, '')}>`;
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Hands letters to a mail server, one connection each, so there is nothing to be closed. nodemailer is loaded with the first. */
export function postman({ url, from }: PostmanSettings, log: Log, within = deadline): Mailer {
  const server = mailServer(url);
  const sender = mailbox(from);
  // Never with the setting itself: there is a password in it.
  if (!server || !sender) throw new Error('SMTP_URL or MAIL_FROM is wrong');
  // A password never goes in the clear: no STARTTLS, no login.
  const options = { ...server, ...patience, requireTLS: server.auth !== undefined, tls: { rejectUnauthorized: true }, disableFileAccess: true, disableUrlAccess: true };

  return {
    async send(letter: Letter, id: string): Promise<Outcome> {
      const to = mailbox(letter.to);
      if (!to) return { kind: 'refused', status: 400, code: 'no address' };
      const replyTo = mailbox(letter.replyTo ?? '');
      let underWay = false;
      // The only place where nodemailer says how far it came: DATA itself may go out with the first command (PIPELINING),
      // the letter only when it was asked for. Nothing is kept: passwords and letters pass by.
      const listen = (entry: { readonly tnx?: string }): void => {
        if (entry.tnx === 'message') underWay = true;
      };
      const logger = { level: () => undefined, trace: listen, debug: listen, info: listen, warn: listen, error: listen, fatal: listen };
      try {
        const { createTransport } = await import('nodemailer');
        await createTransport({ ...options, logger, debug: true }).sendMail({
          from: sender,
          to,
          ...(replyTo ? { replyTo } : {}),
          subject: oneLine(letter.subject),
          text: letter.text,
          ...(letter.html ? { html: letter.html } : {}),
          attachments: (letter.attachments ?? []).map(({ name, type, content }) => ({ filename: oneLine(name), contentType: oneLine(type), content })),
          messageId: messageId(id, sender.address),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal: AbortSignal.timeout(within),
        });
        return { kind: 'delivered' };
      } catch (error) {
        const outcome = outcomeOf(error as Failure, underWay);
        log.warn({ letter: id, code: (error as Failure).code, outcome }, 'a letter was not taken');
        return outcome;
      }
    },
  };
}
