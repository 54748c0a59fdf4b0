/** Who waits for whom, once nobody can go on. */
import type { Stuck } from '../messages.ts';
import type { ProgramKernel } from './program-kernel.ts';
import type { Things } from './things.ts';

/** The lanes that wait, and the ring among them if there is one: each waits for the next, the last for the first. */
export function findDeadlock(kernel: ProgramKernel, things: Things): { stuck: Stuck[]; ring: number[] } {
  const stuck: Stuck[] = [];
  for (const [lane, waiting] of kernel.telling.waitingLanes()) {
    const { doing, at } = waiting;
    const holder = doing.thing === undefined ? undefined : things.holderOf(doing.thing);
    stuck.push({
      lane,
      for: doing.for,
      ...(at && { at }),
      ...(doing.thing && { thing: doing.thing }),
      ...(holder && { heldBy: { lane: holder.lane, ...(holder.at && { at: holder.at }) } }),
      holds: things.heldBy(lane),
    });
  }
  return { stuck, ring: ringIn(stuck) };
}

function ringIn(stuck: readonly Stuck[]): number[] {
  const next = new Map(stuck.map(({ lane, heldBy }) => [lane, heldBy?.lane]));
  for (const { lane } of stuck) {
    const way: number[] = [];
    let at: number | undefined = lane;
    while (at !== undefined && !way.includes(at)) {
      way.push(at);
      at = next.get(at);
    }
    if (at !== undefined) return way.slice(way.indexOf(at));
  }
  return [];
}
