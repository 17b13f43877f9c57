import { createHash } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { guidePage, pageLanguages } from '../app/guide-page/draw';
import type { House } from '../app/house';
import type { Language } from '../core/language';
import { pageHtml } from './page-html';
import { pageStyle } from './page-style';

/** The guide in one language, as it goes over the wire. */
interface Page {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly policy: string;
}

export interface Pages {
  /** Undefined where there is no page in such a language; without a language the organisation's own. */
  read(language?: string): Page | undefined;
}

/** Where the guide in a language is found. */
export const pagePath = (language: Language): string => `/guide/${encodeURIComponent(language)}`;

/** Seconds: settings change with a new start, and whoever opens the page later shall see it. */
const fresh = 600;

const hash = (text: string | Buffer, as: 'base64' | 'hex'): string => createHash('sha256').update(text).digest(as);

/** No script and no frame; the one style sheet by its hash, pictures from where our own are. */
function policyOf(pictures: readonly string[]): string {
  const from = [...new Set(pictures.map((url) => new URL(url).origin))];
  return [
    "default-src 'none'",
    `img-src ${from.join(' ') || "'none'"}`,
    `style-src 'sha256-${hash(pageStyle, 'base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function made(house: House, language: Language): Page {
  const page = guidePage(house, language);
  const bytes = Buffer.from(pageHtml(page), 'utf8');
  const pictures = [page.first, ...page.main.parts, ...page.stuck.parts].flatMap(({ picture }) => (picture ? [picture.url] : []));
  return { bytes, etag: `"${hash(bytes, 'hex').slice(0, 32)}"`, policy: policyOf(pictures) };
}

/**
 * The page in every language, each made when it is first asked for and kept: nothing in it depends on who asks, or when.
 * Not at the start, which it would make some 0.2 s longer.
 */
export function loadPages(house: House): Pages {
  const kept = new Map<string, Page>();
  return {
    read: (language = house.organisation.defaultLanguage) => {
      if (!pageLanguages.includes(language)) return undefined;
      const page = kept.get(language) ?? made(house, language);
      kept.set(language, page);
      return page;
    },
  };
}

/** Whether a client has the page already. A proxy that packs it makes the tag a weak one. */
const has = (request: Request, etag: string): boolean =>
  request.header('if-none-match', '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);

/** Anybody may read the guide: nothing in it is about a person. */
export function servePages(server: Server, pages: Pages): void {
  const show = async (request: Request, response: Response): Promise<void> => {
    const { language } = request.params as { language?: string };
    const page = pages.read(language);
    if (!page) return void response.send(404);
    const known = has(request, page.etag);
    response.writeHead(known ? 304 : 200, {
      'Cache-Control': `public, max-age=${fresh}`,
      ETag: page.etag,
      'Content-Security-Policy': page.policy,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      ...(known ? {} : { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.bytes.length }),
    });
    response.end(known || request.method === 'HEAD' ? undefined : page.bytes);
  };
  for (const route of ['/guide', '/guide/:language']) {
    server.get(route, show);
    server.head(route, show);
  }
}
