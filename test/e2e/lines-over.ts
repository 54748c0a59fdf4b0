/** Which words the lines over the lanes run through, and which bars at an edge of the window. */
import type { Page } from '@playwright/test';

/**
 * Moves each line that is over all lanes (the moment, now, the pointer) through the whole width of the page. It may cross the lanes,
 * but neither words of an engine's header nor the bar of the page, which both stand above it. Lines let the pointer through: here they do not.
 */
export function linesOver(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lines = [...document.querySelectorAll<HTMLElement>('.tl-moment, .tl-now, .tl-cursor')];
    const words = [...document.querySelectorAll<HTMLElement>('.tl-header *')].filter(
      (one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE),
    );
    const found = new Set<string>();
    for (const line of lines) {
      const { transform, pointerEvents } = line.style;
      const { hidden } = line;
      line.hidden = false;
      line.style.pointerEvents = 'auto';
      const bar = document.querySelector('.toolbar')!;
      const edge = bar.getBoundingClientRect();
      const middle = (edge.top + edge.bottom) / 2;
      const isOver = (x: number, y: number) => document.elementFromPoint(x, y) === line;
      const zero = line.parentElement!.getBoundingClientRect().left;
      let lanes = 0;
      for (let x = zero; x < innerWidth; x += 3) {
        line.style.transform = `translateX(${x - zero}px)`;
        if (isOver(x, middle)) found.add(`${line.className} over the bar`);
        for (let y = 60; y < innerHeight; y += 40) if (isOver(x, y)) lanes++;
        for (const word of words) {
          const box = word.getBoundingClientRect();
          const y = (box.top + box.bottom) / 2;
          if (x > box.left && x < box.right && isOver(x, y)) found.add(`${line.className} through ${word.textContent}`);
        }
      }
      if (lanes === 0) found.add(`${line.className} is nowhere over the lanes`);
      line.style.transform = transform;
      line.style.pointerEvents = pointerEvents;
      line.hidden = hidden;
    }
    if (lines.length < 3) found.add('lines are missing');
    return [...found];
  });
}
