import type { Letter, Log, Mailer } from '../app/ports';
import type { Outcome } from '../core/delivery';

export interface PostmanSettings {
  /** `smtp://host:25` or `smtps://user:password@host:465`. */
  readonly url: string;
  readonly from: string;
}

/** For the connection and each answer; together shorter than the deliverer's lease (30 s). ms. */
const patience = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 10_000, dnsTimeout: 5_000 };

/** What nodemailer says of a failure: its own code, and the server's answer where there was one. */
interface Failure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly message?: string;
}

/** A server that says 4xx may be asked again; one that says 5xx has refused this letter (RFC 5321, 4.2.1). */
function outcomeOf({ code = 'unknown', responseCode }: Failure, handedOver: boolean): Outcome {
  if (responseCode !== undefined && responseCode >= 500) return { kind: 'refused', status: 400, code: `SMTP ${responseCode}` };
  if (responseCode !== undefined) return { kind: 'unreached', detail: `SMTP ${responseCode}` };
  // Cut off after the letter was on its way: it may have been taken.
  return handedOver ? { kind: 'unsure', detail: code } : { kind: 'unreached', detail: code };
}

/** The same letter has the same id, however often it is handed in: mail systems drop the second. */
const messageId = (id: string, from: string): string => `<${id.replace(/[^\w.-]/g, '-')}@${from.split('@').at(-1)?.replace(/[^\w.-]/g, '') || 'vismahjelpen'}>`;

/** Hands letters to a mail server, one connection each. nodemailer is loaded with the first. */
export function postman({ url, from }: PostmanSettings, log: Log): Mailer {
  return {
    async send(letter: Letter, id: string): Promise<Outcome> {
      const { createTransport } = await import('nodemailer');
      let handedOver = false;
      // The only place where nodemailer says how far it came. Nothing of it is kept: passwords and letters pass by.
      const listen = (_entry: unknown, format?: unknown, ...words: readonly unknown[]): void => {
        if ([format, ...words].some((word) => typeof word === 'string' && /^(?:C: )?DATA$/m.test(word.trim()))) handedOver = true;
      };
      const logger = { level: () => undefined, trace: listen, debug: listen, info: listen, warn: listen, error: listen, fatal: listen };
      const transport = createTransport({ url, ...patience, logger, debug: true, disableFileAccess: true, disableUrlAccess: true } as never);
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: letter.to },
          ...(letter.replyTo ? { replyTo: { name: '', address: letter.replyTo } } : {}),
          subject: letter.subject.replace(/\s+/g, ' '),
          text: letter.text,
          ...(letter.html ? { html: letter.html } : {}),
          attachments: (letter.attachments ?? []).map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
          messageId: messageId(id, from),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { kind: 'delivered' };
      } catch (error) {
        const outcome = outcomeOf(error as Failure, handedOver);
        log.info({ letter: id, code: (error as Failure).code, outcome }, 'a letter was not taken');
        return outcome;
      } finally {
        transport.close();
      }
    },
  };
}
