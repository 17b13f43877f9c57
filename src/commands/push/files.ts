import { readFileSync, statSync } from 'node:fs';
import { mostLines, mostOfGreeting } from '../../core/campaign/greeting/greeting';
import { mostBytes } from '../../core/campaign/list/read-file';
import { mostOfGreeting as mostSent } from '../../http/push-asks';
import type { Command } from './arguments';
import { Stop } from './stop';

/** The bytes of a file, as they are: what they mean is for the bot to say. */
export function bytesOf(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > mostBytes) throw new Stop({ key: 'terminal.too-large.bytes', params: { found: size, most: mostBytes } });
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof Stop) throw cause;
    const gone = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Stop({ key: gone ? 'terminal.no-file' : 'terminal.unread-file', params: { file } }, { cause });
  }
}

/** HR's words on top, from the command line or a file. */
export function greetingOf({ greeting, greetingFile }: Command & { kind: 'check' }): string {
  if (greetingFile === undefined) return greeting;
  const bytes = bytesOf(greetingFile);
  if (bytes.length > mostSent) throw new Stop({ key: 'pushes.greeting-long', params: { most: mostOfGreeting, lines: mostLines } });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch (cause) {
    throw new Stop({ key: 'terminal.greeting-no-text', params: { file: greetingFile } }, { cause });
  }
}
