/** What nobody sees, and may stand before a mark all the same: Teams puts some of it after a mention. */
const hidden = '[\\s\\p{C}\\p{M}\\u115f\\u1160\\u2800\\u3164\\uffa0]';
const slash = '[/\\uff0f\\u2044\\u2215]';
const mark = `${hidden}*${slash}${hidden}?${slash}`;
const marked = new RegExp(`^${mark}${hidden}*`, 'u');
const markedLine = new RegExp(`^${mark}`, 'mu');
const beforeName = new RegExp(`^[${hidden.slice(1, -1)}.,:;!–-]+`, 'u');
/** A mention that Teams sent without saying whose it is. */
const tag = /^<at\b[^>]*>.*?<\/at>/isu;

/** The text without who is spoken to at its beginning. */
function unaddressed(text: string, others: readonly string[]): string {
  const rest = text.replace(beforeName, '').replace(tag, '');
  const name = others.find((each) => each !== '' && rest.startsWith(each));
  const shorter = name === undefined ? rest : rest.slice(name.length);
  return shorter === text ? text : unaddressed(shorter, others);
}

/** What a note of HR's says, which begins with // — after those whom it mentions (`others`), if any; undefined: it is no note. */
export function noteIn(text: string, others: readonly string[] = []): string | undefined {
  const rest = [text, unaddressed(text, others)].find((each) => marked.test(each));
  return rest?.replace(marked, '');
}

/** Words that may be meant for colleagues, though nothing at their beginning says so: their writer is asked. */
export const isDoubtful = (text: string, others: readonly string[] = []): boolean => others.length > 0 || tag.test(text) || markedLine.test(text);
