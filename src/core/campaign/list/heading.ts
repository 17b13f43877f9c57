/** Words over a list or a column, or before a colon; they name nobody. In bokmål, nynorsk and English. */
const headings = new Set(
  [
    'e|post|postadresse|postadresser|postadressa|epost|adresse|adresser|adressa|adressen|epostadresse|epostadresser|epostadressa|mail|mailadresse|mails|email|emails|address|addresses|smtp|mailto',
    'upn|user|principal|userprincipalname|username|userid|login|brukernavn|brukarnamn|bruker|brukar|konto',
    'navn|namn|name|names|fornavn|fornamn|etternavn|etternamn|mellomnavn|mellomnamn|fullt|visningsnavn|visningsnamn|first|last|full|display|displayname|firstname|lastname|givenname|surname',
    'startdato|oppstart|start|date|dato|tiltredelse|tiltredelsesdato|tiltreding|tiltredingsdato|ansattdato|ansettelsesdato|hiredate|startdate',
    'stilling|tittel|title|avdeling|department|enhet|eining|telefon|mobil|tlf|phone|mobile|ansattnr|ansattnummer',
    'til|to|fra|frå|from|cc|bcc|kopi|blindkopi|jobb|arbeid|work|privat|private|nyansatte|nyansatt|nytilsette|nytilsett|ansatt|ansatte|tilsett|tilsette|og|and|nr',
  ]
    .join('|')
    .split('|'),
);

/** Whether a text has nothing but such words: "E-postadresse", "Navn og e-post:". */
export function isHeading(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu);
  return words !== null && words.length <= 8 && words.every((word) => headings.has(word));
}

const label = /^([\p{L}][\p{L} -]{0,30}):\s*/u;

/** "Navn: Kari" without what stands before the colon. */
export const withoutLabel = (text: string): string => text.replace(label, (whole, words: string) => (isHeading(words) ? '' : whole));

/** What a column is about. */
export type Column = 'address' | 'name' | 'first' | 'last' | 'start';

/** By the letters of the heading alone. Where several are addresses, those named first are asked first: a user name may be one, and may not. */
const columns: readonly (readonly [Column, RegExp])[] = [
  ['address', /^(?:jobb|arbeids?|work|business|primary)?(?:epost|email|mail)(?:adress[ea]?n?|address|jobb|arbeid|work)*$/],
  ['address', /^(?:upn|userprincipalname)$/],
  ['address', /^(?:brukernavn|brukarnamn|bruker|brukar|brukerid|user|username|userid|login|konto)$/],
  ['name', /^(?:navn|namn|name|full(?:t|e)?(?:navn|namn|name)|displayname|visningsnavn|visningsnamn|ansatt|tilsett|nyansatt|nytilsett|employee|medarbeider)$/],
  ['first', /^(?:fornavn|fornamn|firstname|givenname)$/],
  ['last', /^(?:etternavn|etternamn|lastname|surname|familyname)$/],
  ['start', /^(?:startdato|oppstart|oppstartsdato|start|startdate|tiltredelse|tiltredelsesdato|tiltreding|tiltredingsdato|tiltrer|ansattdato|ansettelsesdato|hiredate|firstday|førstedag|førstearbeidsdag)$/],
];

/** What a column with this heading has in it; `rank` is lower for what is more likely. Undefined for others. */
export function columnOf(heading: string): { readonly column: Column; readonly rank: number } | undefined {
  const letters = heading.normalize('NFKC').toLowerCase().replace(/[^\p{L}]/gu, '');
  const rank = columns.findIndex(([, form]) => form.test(letters));
  const found = columns[rank];
  return found && { column: found[0], rank };
}
