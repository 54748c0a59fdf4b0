/** Whether a program runs anywhere in this page: nothing may reload it meanwhile. */

let runs = 0;

export const isProgramUnderWay = (): boolean => runs > 0;

/** Counts a run until it has ended, however that is. */
export function underWay<T>(ended: Promise<T>): Promise<T> {
  runs++;
  return ended.finally(() => {
    runs--;
  });
}
