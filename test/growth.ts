/**
 * How many times as long `work` takes for ten times as much: about 10 where its time grows with the amount, about 100 where
 * it grows with the square. Each is the least of five times, since a busy machine only ever makes one longer.
 * @param prepare makes what is worked on, for so many; its time does not count
 */
export function growth<T>(many: number, prepare: (count: number) => T, work: (given: T) => void): number {
  const [few, all] = [prepare(many / 10), prepare(many)];
  const least = (given: T): number =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const from = performance.now();
        work(given);
        return performance.now() - from;
      }),
    );
  // The small one first, so that code that is not compiled yet makes the ratio smaller and not larger.
  const small = least(few);
  return least(all) / small;
}
