import type { GuidePage, PageChapter, PageLink, PagePart } from '../app/guide-page/page';
import { pageStyle } from './page-style';
import { qrPath } from './qr';

/** Text as HTML shows it, in an element or an attribute in double quotes. */
const safe = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ?? char);

const paragraph = (text: string, kind = ''): string => (text === '' ? '' : `<p${kind && ` class="${kind}"`}>${safe(text)}</p>`);

const numbered = /^\d+\. /;

/** Lines as paragraphs, steps as a list. */
function prose(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      if (!numbered.test(line)) return paragraph(line);
      const begins = !numbered.test(lines[index - 1] ?? '');
      const ends = !numbered.test(lines[index + 1] ?? '');
      return `${begins ? '<ol>' : ''}<li>${safe(line.replace(numbered, ''))}</li>${ends ? '</ol>' : ''}`;
    })
    .join('\n');
}

/** A link for the finger, with its address for whoever holds the paper: it breaks where a part of it ends. */
const pressed = ({ label, url }: PageLink): string =>
  `<p><a class="button" href="${safe(url)}" rel="noreferrer">${safe(label)}</a> <span class="address">${safe(url).replace(/(?<!\/)\/(?=[^/])/g, '/<wbr>')}</span></p>`;

/** An address is read from paper: it may break before the @. */
const form = (address: string): string => `<li>${safe(address).replace('@', '<wbr>@')}</li>`;

function inside({ lines, picture, link, patterns, ask, ways }: PagePart): string {
  const drawn = picture && `<img src="${safe(picture.url)}" alt="${safe(picture.alt)}" width="${picture.size[0]}" height="${picture.size[1]}">`;
  const leads = ways.map(({ answer, go, to }) => `<li>${safe(answer)} <span aria-hidden="true">→</span> ${to === '' ? safe(go) : `<a href="#${safe(to)}">${safe(go)}</a>`}</li>`);
  const told = [prose(lines), patterns && `${paragraph(patterns.label)}\n<ul>${patterns.forms.map(form).join('')}</ul>`].filter(Boolean).join('\n');
  return [
    drawn ? `<div class="drawn"><div>${told}</div>\n${drawn}</div>` : told,
    link && pressed(link),
    `<div class="whole">${paragraph(ask, 'ask')}${leads.length > 0 ? `<ul class="ways">${leads.join('')}</ul>` : ''}</div>`,
  ]
    .filter(Boolean)
    .join('\n');
}

const part = (one: PagePart): string =>
  `<section class="part" id="${safe(one.id)}" aria-labelledby="${safe(one.id)}-title">${paragraph(one.step, 'step')}\n<h3 id="${safe(one.id)}-title">${safe(one.title)}</h3>\n${inside(one)}</section>`;

const chapter = ({ id, title, parts }: PageChapter): string =>
  parts.length === 0 ? '' : `<section id="${safe(id)}" aria-labelledby="${safe(id)}-title"><h2 id="${safe(id)}-title">${safe(title)}</h2>\n${parts.map(part).join('\n')}</section>`;

function hrPart({ id, title, lines, email, when, reasons }: GuidePage['hr']): string {
  const linked = lines.map((line) => paragraph(line).replace(safe(email), `<a href="mailto:${safe(encodeURIComponent(email))}">${safe(email)}</a>`));
  const list = reasons.length > 0 ? `${paragraph(when)}\n<ul>${reasons.map((reason) => `<li>${safe(reason)}</li>`).join('\n')}</ul>` : '';
  return `<section id="${safe(id)}" aria-labelledby="${safe(id)}-title"><h2 id="${safe(id)}-title">${safe(title)}</h2>\n${linked.join('\n')}\n${list}</section>`;
}

function chatPart({ title, lines, link, picture }: NonNullable<GuidePage['chat']>): string {
  const { path, width } = qrPath(link.url);
  const code = `<svg class="qr" role="img" aria-label="${safe(picture)}" viewBox="0 0 ${width} ${width}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${width}v${width}H0z"/><path fill="#000" d="${path}"/></svg>`;
  return `<section class="whole" id="chat" aria-labelledby="chat-title"><h2 id="chat-title">${safe(title)}</h2>\n<div class="with-qr">${code}\n<div>${prose(lines)}\n${pressed(link)}</div></div></section>`;
}

/** The guide as an HTML document: no script, everything from outside is a picture of our own. */
export function pageHtml(page: GuidePage): string {
  const { language, title, whose, languagesLabel, languages, first, main, stuck, hr, chat } = page;
  const others = languages.map((one) =>
    one.language === language ? `<li><a href="${safe(one.url)}" lang="${safe(one.language)}" aria-current="page">${safe(one.name)}</a></li>` : `<li><a href="${safe(one.url)}" lang="${safe(one.language)}" hreflang="${safe(one.language)}">${safe(one.name)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${safe(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${safe(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<nav aria-label="${safe(languagesLabel)}"><ul>${others.join('')}</ul></nav>
<h1>${safe(title)}</h1>
<div class="whose">${whose.map((line) => paragraph(line)).join('\n')}</div>
</header>
<main>
<section id="${safe(first.id)}" aria-labelledby="${safe(first.id)}-title"><h2 id="${safe(first.id)}-title">${safe(first.title)}</h2>
${inside(first)}</section>
${[chapter(main), chapter(stuck), hrPart(hr), chat && chatPart(chat)].filter(Boolean).join('\n')}
</main>
</body>
</html>
`;
}
