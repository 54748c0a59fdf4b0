/** Words of a program's first line. */
import type { Scenario } from '../../scenario/scenario.ts';

/** So many places; `what`: one, and several. */
export const places = ({ workers }: Scenario, [one, many]: readonly [string, string]): string =>
  workers === undefined ? `as many ${many} as it takes by itself` : `${workers} ${workers === 1 ? one : many}`;
