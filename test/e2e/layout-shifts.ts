/** What moves on the page by itself, as the browser tells it: layout shifts, but for those that answer what somebody did. */
import type { Page } from '@playwright/test';

interface Shift {
  readonly value: number;
  readonly at: number;
  /** By the browser's own rule: within half a second of a key or a click. */
  readonly answers: boolean;
  readonly moved: string;
}

type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };

export class Shifts {
  readonly #page: Page;
  readonly #acts: (readonly [from: number, to: number])[] = [];

  private constructor(page: Page) {
    this.#page = page;
  }

  /** To be called before the page opens. All counts are of one document. */
  static async of(page: Page): Promise<Shifts> {
    await page.addInitScript(() => {
      const shifts: Shift[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Entry[]) {
          const moved = entry.sources.map(({ node }) => (node instanceof Element ? node.className : node?.nodeName));
          shifts.push({
            value: entry.value,
            at: entry.startTime,
            answers: entry.hadRecentInput,
            moved: moved.join(', '),
          });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    return new Shifts(page);
  }

  /** Something that is done, up to the state that answers it, however long a slow computer takes for that. What moves meanwhile is the answer. */
  async answer(act: () => Promise<void>): Promise<void> {
    const from = await this.#now();
    await act();
    this.#acts.push([from, await this.#now()]);
    // What still moves now moves by itself.
    await this.#page.waitForTimeout(600);
  }

  /** The sum of all other shifts, and each of them in words. */
  async told(): Promise<{ readonly sum: number; readonly said: string }> {
    const all = await this.#page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);
    const alone = all.filter(({ answers, at }) => !answers && !this.#acts.some(([from, to]) => at >= from && at <= to));
    return {
      sum: alone.reduce((sum, { value }) => sum + value, 0),
      said: alone.map(({ value, at, moved }) => `${value.toFixed(4)} at ${at.toFixed(0)} ms: ${moved}`).join('\n'),
    };
  }

  /** Once what was done is on the screen. */
  #now(): Promise<number> {
    return this.#page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
        ),
    );
  }
}
