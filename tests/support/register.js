/**
 * `node -r ./tests/support/register.js file.ts` runs this project's TypeScript in a process of its own, translated as
 * jest translates it (.swcrc): for tests of what only a real process can show, with no build before them.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const root = path.resolve(__dirname, '..', '..');

Module._extensions['.ts'] = (module, filename) => {
  if (filename.includes(`${path.sep}node_modules${path.sep}`)) throw new Error(`${filename} is not ours to translate`);
  const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, cwd: root, root });
  module._compile(code, filename);
};

// However its parent ends, kill -9 included, a child must not outlive it: the channel closes with the parent.
if (process.channel) {
  process.once('disconnect', () => process.exit(1));
  // A listener alone would keep the child running when it has nothing left to do.
  process.channel.unref();
}
