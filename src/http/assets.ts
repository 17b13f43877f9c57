import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PictureName } from '../core/guide/types';

export interface Assets {
  /** The picture's file name: its hash, so that it may be cached for ever. */
  fileOf(name: PictureName): string;
  /** The bytes of a file name, undefined where there is no such picture. */
  read(file: string): Buffer | undefined;
}

/** Reads all pictures of a folder into memory (a few hundred KB). */
export function loadAssets(folder: string): Assets {
  const files = new Map<string, string>();
  const bytes = new Map<string, Buffer>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.png'))) {
    const content = readFileSync(path.join(folder, file));
    const hashed = `${createHash('sha256').update(content).digest('hex').slice(0, 16)}.png`;
    files.set(path.basename(file, '.png'), hashed);
    bytes.set(hashed, content);
  }
  return {
    fileOf: (name) => {
      const file = files.get(name);
      if (!file) throw new Error(`there is no picture ${name}.png in ${folder}`);
      return file;
    },
    read: (file) => bytes.get(file),
  };
}
