/** The row whose message opens a push's thread in HR's channel: its card. All others go into that thread. */
export const pushRoot = (number: number): string => `push-${number}-root`;

/** The row that draws it again for what was done to it, by that deed's number; whatever draws it before the next has an id that goes on with a hyphen. */
export const deedRow = (number: number, deed: number): string => `push-${number}-deed-${deed}`;

/** The row of one person's push: her line on the list, which is where its message is found. */
export const pushRow = (campaign: number, n: number): string => `push-${campaign}-${n}`;

/** Whose push a row is; undefined for any other row. */
export function pushOf(row: string): { readonly campaign: number; readonly n: number } | undefined {
  const [, campaign, n] = /^push-(\d{1,9})-(\d{1,9})$/.exec(row) ?? [];
  return campaign === undefined || n === undefined ? undefined : { campaign: Number(campaign), n: Number(n) };
}

/** The row that reminds her for the so many-th time. */
export const reminderRow = (campaign: number, n: number, times: number): string => `push-${campaign}-${n}-again-${times}`;
