import { buttonsOf, nodes } from './cards';
import { type Adviser, type Employee, type Stage, startStage } from './stage';
import { query } from './stores';

/** The beginning of a PNG is all that anybody looks at. */
export const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('the rest of a picture')]);

/** A case in HR's hands, with a bot that has a token to fetch pictures with. */
export async function opened(): Promise<{ stage: Stage; kari: Employee; hanne: Adviser; number: number }> {
  const stage = await startStage({ signed: true });
  const kari = await stage.employee();
  const number = await kari.asksHr();
  return { stage, kari, number, hanne: await stage.adviser(number) };
}

/** Where the newest picture in the thread is looked at, as a path on the bot. */
export function pathOf(side: Adviser): string {
  const url = side.messages.flatMap(({ attachments = [] }) => nodes(attachments[0]?.content)).findLast(({ type }) => type === 'Image')?.['url'];
  return String(url).replace('https://bot.example', '');
}

/** How many pictures the bot keeps. */
export const kept = async ({ bot }: Stage): Promise<number> => (await query(`file:${bot.database}`, 'select id from pictures')).length;

/** A press on a button of the card that asks about pictures: as it is now, to be posted when it suits. */
export async function pressOn(kari: Employee, label: 'Nei, send til HR' | 'Ja, ikke send'): Promise<ReturnType<Employee['chat']['press']>> {
  const message = await kari.sees(/^Vises fødselsnummer eller lønn i bilde/);
  const data = buttonsOf(message.attachments?.[0]?.content).find(({ title }) => title === label)?.data as Record<string, unknown>;
  return kari.chat.press({ verb: String(data['verb']), data, messageId: message.id });
}

/** Shows something, says that it may be sent, and waits until the question is over. */
export async function shows(kari: Employee, message: Parameters<Employee['post']>[0]): Promise<void> {
  await kari.post(message);
  await kari.post(await pressOn(kari, 'Nei, send til HR'));
  await kari.stage.teams.waitFor(() => !kari.seen.includes('Vises fødselsnummer'), 'the question to be over');
}
