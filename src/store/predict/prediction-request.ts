/** What is to be predicted, what of it first, and whether that is little enough for the page's own thread. */
import type { Engine } from '../../engines/engine.ts';
import { ENGINES } from '../../engines/list.ts';
import type { Draft } from '../../scenario/draft.ts';
import type { Machine } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';

export interface Wish {
  /** Describes `scenario`. */
  readonly draft: Draft;
  readonly scenario: Scenario;
  readonly machine: Machine;
  /** Ids of the engines shown, in order. */
  readonly shown: readonly string[];
  readonly sliderMax: number;
}

/** Tasks times engines that the page takes on, about a frame's worth: a thousand tasks on six engines, and For loop. */
const MOST_ON_PAGE = 7_000;

/** Of the engines shown, and For loop, which is what they are compared with. */
export const neededAtOnce = (shown: readonly string[], id: string): boolean =>
  shown.includes(id) || id === 'sequential';

/** The engines needed at once, and those that are only listed. */
export function inOrder(wish: Wish): { readonly first: readonly Engine[]; readonly later: readonly Engine[] } {
  const first = ENGINES.filter((engine) => neededAtOnce(wish.shown, engine.id));
  return { first, later: ENGINES.filter((engine) => !first.includes(engine)) };
}

export function small(wish: Wish): boolean {
  return wish.scenario.tasks.length * inOrder(wish).first.length <= MOST_ON_PAGE;
}

/** The first engine shown that has a pool, whose makespans the columns over the slider show. */
export function columnEngine({ shown }: Wish): Engine | undefined {
  return ENGINES.find(({ id, knobs }) => shown.includes(id) && knobs.some(({ name }) => name === 'workers'));
}
