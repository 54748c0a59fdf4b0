/** Which visible texts of the page are cut off, or lie under something else. */
import type { Page } from '@playwright/test';

/**
 * Walks all texts. One counts as cut where a box that does not scroll ends before it does, where the window does, or where its own
 * box shortens it, and a number where its field is narrower; as covered where something else lies over its middle. What only assistive
 * technology reads is left out, and what is behind something that was opened over it.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    /** Words that let the pointer through are seen, too. */
    const topAt = (x: number, y: number, words: HTMLElement): Element | null => {
      if (getComputedStyle(words).pointerEvents !== 'none') return document.elementFromPoint(x, y);
      const { pointerEvents } = words.style;
      words.style.pointerEvents = 'auto';
      const top = document.elementFromPoint(x, y);
      words.style.pointerEvents = pointerEvents;
      return top;
    };
    const scrolls = (style: CSSStyleDeclaration, axis: 'X' | 'Y') => /auto|scroll/.test(style[`overflow${axis}`]);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      const element = node.parentElement;
      if (!text || !element) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (
        element.closest(
          '.unseen, .tl-unseen, script, style, noscript, option, select, textarea, [inert], [aria-hidden="true"]',
        )
      )
        continue;
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      let scrolled = false;
      let seen = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
      let cut = '';
      for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        // Words for those who hear them.
        if (style.clipPath === 'inset(50%)') {
          cut = 'unseen';
          break;
        }
        if (style.overflowX === 'visible' && style.overflowY === 'visible') {
          if (style.position === 'fixed') break;
          continue;
        }
        const edge = at.getBoundingClientRect();
        if (scrolls(style, 'X') || scrolls(style, 'Y')) scrolled = true;
        // From here on only what is seen in the scrolled box counts.
        else if (!scrolled) {
          if (box.right > edge.right + 1 || box.left < edge.left - 1) cut = 'cut at the side';
          if (box.bottom > edge.bottom + 1 || box.top < edge.top - 1) cut = 'cut in height';
        }
        seen = {
          left: Math.max(seen.left, edge.left),
          right: Math.min(seen.right, edge.right),
          top: Math.max(seen.top, edge.top),
          bottom: Math.min(seen.bottom, edge.bottom),
        };
        if (style.position === 'fixed') break;
      }
      if (cut === 'unseen') continue;
      if (!cut && !scrolled && (box.right > innerWidth + 1 || box.left < -1)) cut = 'outside the window';
      const [x, y] = [(seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2];
      const inWindow =
        x >= 0 && x < innerWidth && y >= 0 && y < innerHeight && seen.right > seen.left && seen.bottom > seen.top;
      if (!cut && inWindow) {
        const top = topAt(x, y, element);
        const own = element.closest('label, button, a, .picker-row') ?? element;
        // What lies behind something that was opened over it is to be seen again.
        if (top?.closest('dialog, [role="dialog"], [popover], .py-scrub')?.contains(element) === false) continue;
        const over = top && !own.contains(top) && !top.contains(element) ? top : undefined;
        // Bars at the edge of a window that scrolls lie over what scrolls under them.
        const bar = over?.closest('.toolbar, .tl-front, .replay, .answer, .py-edge');
        if (over && !(bar && (scrolled || document.documentElement.scrollHeight > innerHeight)))
          cut = `covered by ${over.tagName.toLowerCase()}.${over.className}`;
      }
      if (cut) found.push(`“${text.slice(0, 60)}” ${cut} (${element.tagName.toLowerCase()}.${element.className})`);
    }
    // A field has no text of its own that could be cut: it stands whole within the pane that it is in.
    for (const field of document.querySelectorAll<HTMLElement>(
      'fieldset, textarea, select, input:not([type="range"], [type="checkbox"], [type="radio"])',
    )) {
      if (!field.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (field.closest('.unseen, .tl-unseen, [inert], [aria-hidden="true"]')) continue;
      let pane = field.parentElement;
      while (pane && getComputedStyle(pane).overflowX === 'visible') pane = pane.parentElement;
      const edge = (pane ?? document.documentElement).getBoundingClientRect();
      const { left, right, width } = field.getBoundingClientRect();
      // A box of one pixel is for those who hear it.
      if (width < 2 || (right <= edge.right + 1 && left >= edge.left - 1)) continue;
      found.push(`a ${field.tagName.toLowerCase()} lies beside its pane (.${field.className})`);
    }
    // What stands in a field is no text of the page.
    for (const field of document.querySelectorAll<HTMLInputElement>('input[type="number"]')) {
      if (!field.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (field.scrollWidth > field.clientWidth + 1) found.push(`“${field.value}” cut in its field (#${field.id})`);
    }
    return found;
  });
}
