/** What can be pressed and does not look like it. */
import type { Page } from '@playwright/test';

/**
 * The names of all visible buttons and links that have neither a border, nor a ground of their own, nor an icon, nor a line under them.
 * Left out: tabs, what is chosen of a few and of a list, whose row says what they are; and Reset, which stands in a bar of nothing but commands.
 */
export function plainButtons(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isSeen = (colour: string) => colour !== 'transparent' && !/,\s*0\)$|\/\s*0\)$/.test(colour);
    const groundOf = (element: Element | null): string => {
      for (let at = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (isSeen(backgroundColor)) return backgroundColor;
      }
      return '';
    };
    const hasBorder = (style: CSSStyleDeclaration) =>
      (['Top', 'Bottom', 'Left', 'Right'] as const).some(
        (side) =>
          Number.parseFloat(style[`border${side}Width`]) > 0 &&
          style[`border${side}Style`] !== 'none' &&
          isSeen(style[`border${side}Color`]),
      );
    const hasIcon = (element: Element) =>
      element.querySelector('svg, kbd, canvas') !== null ||
      element.tagName === 'SUMMARY' ||
      [element, ...element.querySelectorAll('*')].some(
        (one) => !['none', 'normal'].includes(getComputedStyle(one, '::before').content),
      );
    const looksPressable = (element: Element): boolean => {
      const style = getComputedStyle(element);
      return (
        hasBorder(style) ||
        style.textDecorationLine.includes('underline') ||
        (isSeen(style.backgroundColor) && style.backgroundColor !== groundOf(element.parentElement))
      );
    };
    return (
      [...document.querySelectorAll<HTMLElement>('button, a[href], summary, [role="button"]')]
        .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        .filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width > 2 && height > 2 && getComputedStyle(one).clipPath === 'none';
        })
        .filter(
          (one) => !one.closest('[role="tab"], [role="option"], [aria-pressed="true"], .menu, .page-bar, .ln-steps'),
        )
        .filter((one) => !hasIcon(one))
        .filter((one) => ![one, ...one.querySelectorAll('*')].some(looksPressable))
        // A button within a chip has the chip's border.
        .filter((one) => !one.parentElement || !hasBorder(getComputedStyle(one.parentElement)))
        .map((one) => one.ariaLabel || one.textContent?.trim() || one.className)
    );
  });
}
