import type { Entry } from './types';

/** Whether words or a picture of hers came with this message. */
export const cameWith =
  (message: string) =>
  ({ deed }: Entry): boolean =>
    (deed.kind === 'said' ? deed.words.message : deed.kind === 'showed' ? deed.message : undefined) === message;
