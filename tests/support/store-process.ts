import { openStore } from '../../src/store/store';
import { commitOf, text } from './drafts';

/**
 * A process of its own that opens the store at the address it is given, as soon as it is told to, takes a turn in the
 * conversation it is given, and holds the store until it is killed.
 */
async function main([url = '', conversation = '']: readonly string[]): Promise<void> {
  setInterval(() => undefined, 60_000);
  console.log('ready');
  await new Promise((resolve) => process.once('message', resolve));
  const store = await openStore(url);
  console.log(await store.commit(commitOf({ key: conversation, out: [text(`from ${conversation}`, conversation)] })));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.log(error instanceof Error ? `${error.constructor.name}: ${error.message}` : error);
  process.exit(1);
});
