export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise by STARTTLS where the server has it. */
  readonly secure: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

/**
 * The mail server of `smtp://host:25` or `smtps://user:password@host:465`; undefined where it is neither. Anything after
 * the host is refused: nodemailer takes options from there, and one of them switches the check of certificates off.
 */
export function mailServer(url: string): MailServer | undefined {
  try {
    const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(url.trim());
    const secure = protocol === 'smtps:';
    if (!secure && protocol !== 'smtp:') return undefined;
    if (!hostname || !['', '/'].includes(pathname) || search || hash || !username !== !password) return undefined;
    const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    return {
      // An IPv6 address stands in brackets in a URL only.
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port ? Number(port) : secure ? 465 : 25,
      secure,
      ...(auth.user ? { auth } : {}),
    };
  } catch {
    // No URL, or a stray % in the password.
    return undefined;
  }
}

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** One address, and nothing that a header or an SMTP command gives a meaning to. */
const addressForm = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;

/** The sender or receiver of `bot@askoy.kommune.no` or `Visma-hjelpen <bot@askoy.kommune.no>`; undefined where it is not exactly one. */
export function mailbox(text: string): Mailbox | undefined {
  const [, name = '', address = text] = /^([^<>\r\n]*)<([^<>]*)>$/.exec(text) ?? [];
  return addressForm.test(address) ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address } : undefined;
}
