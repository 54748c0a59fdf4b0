/** The quantiles that are marked, and how they are said. */

/** The rarer, the finer the line. */
export const MARKS = [
  { key: 'p50', dashes: undefined },
  { key: 'p95', dashes: '5 3' },
  { key: 'p99', dashes: '1.5 2.5' },
] as const;

/** `p50 238, p95 401, p99 512 ms`: the unit is said once. */
export function inOneUnit(latency: Readonly<Record<(typeof MARKS)[number]['key'], number>>): string {
  const seconds = latency.p99 >= 999.5;
  const shown = (ms: number) => {
    const value = seconds ? ms / 1000 : ms;
    return value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
  };
  return `${MARKS.map(({ key }) => `${key} ${shown(latency[key])}`).join(', ')} ${seconds ? 's' : 'ms'}`;
}
