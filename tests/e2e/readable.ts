import { type AxeResults, type RunOptions, source } from 'axe-core';
import type { Locator } from 'playwright-core';

/** What a card must keep to for those who cannot see it, or not well. */
const rules: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  resultTypes: ['violations'],
  rules: {
    // Experimental: reads "1" and "Ja" in columns side by side as "1Ja". The driver presses answers by number and words.
    'label-content-name-mismatch': { enabled: false },
  },
};

/** The renderer says on the inside of a ShowCard's button, too, that it can be opened. */
const theRenderers = /^aria-allowed-attr: .*ac-pushButton-content.* expandable/;

/** Waits for the card's pictures; what of it is missing, cut off, or runs out of the card or the screen, a line each. */
export function misfits(card: Locator): Promise<readonly string[]> {
  return card.evaluate(async (whole: any) => {
    const pictures: any[] = [...whole.querySelectorAll('img')];
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    const room = whole.getBoundingClientRect();
    const cut = [...whole.querySelectorAll('*')].filter((part: any) => {
      const { left, right } = part.getBoundingClientRect();
      // What is typed into a field may be longer than the field.
      const overflows = !['INPUT', 'TEXTAREA'].includes(part.tagName) && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1;
      if (part.closest('[aria-hidden=true]')) return false;
      return overflows || left < room.left - 1 || right > room.right + 1;
    });
    return [
      ...pictures.filter((picture) => picture.naturalWidth === 0).map((picture) => `no picture: ${picture.alt}`),
      ...cut.map((part: any) => `does not fit: ${part.textContent || part.outerHTML}`),
      ...(room.left < 0 || room.right > whole.ownerDocument.defaultView.innerWidth ? ['the card is wider than the screen'] : []),
    ];
  });
}

/** What keeps people who use a screen reader, a keyboard or much zoom from this card, a line each. A colour on its way to another counts as neither. */
export async function barriers(card: Locator): Promise<readonly string[]> {
  const page = card.page();
  await card.evaluate((whole: any) => Promise.allSettled(whole.getAnimations({ subtree: true }).filter((each: any) => Number.isFinite(each.effect?.getComputedTiming().endTime)).map((each: any) => each.finished)));
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found: AxeResults = await card.evaluate((whole, options) => (globalThis as any).axe.run(whole, options), rules as any);
  return found.violations
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`))
    .filter((fault) => !theRenderers.test(fault));
}
