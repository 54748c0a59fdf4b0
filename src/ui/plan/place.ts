/** Where the stages of a plan stand: a row for each level, parents above, siblings side by side; and the lines between them. */
import type { Stage } from '../../engines/spark/stages.ts';

export interface Placed {
  readonly stage: Stage;
  /** Pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Plan {
  readonly boxes: readonly Placed[];
  /** From the bottom of a stage to the top of one that reads what it has written. */
  readonly lines: readonly { readonly from: Placed; readonly to: Placed }[];
  readonly height: number;
}

export const BOX = { height: 104, gap: 8, between: 34 } as const;

/** `width`: of all of it (px). */
export function placed(stages: readonly Stage[], width: number): Plan {
  const level = new Map<Stage, number>();
  // Parents have lower ids, so they come first.
  for (const stage of stages) level.set(stage, Math.max(-1, ...stage.parents.map((one) => level.get(one) ?? -1)) + 1);
  const rows: Stage[][] = [];
  for (const stage of stages) (rows[level.get(stage)!] ??= []).push(stage);
  const boxes = rows.flatMap((row, depth) => {
    const own = (width - (row.length - 1) * BOX.gap) / row.length;
    return row.map(
      (stage, i): Placed => ({
        stage,
        x: i * (own + BOX.gap),
        y: depth * (BOX.height + BOX.between),
        width: own,
      }),
    );
  });
  const of = new Map(boxes.map((box) => [box.stage, box]));
  const lines = boxes.flatMap((to) =>
    to.stage.parents.flatMap((one) => of.get(one) ?? []).map((from) => ({ from, to })),
  );
  return { boxes, lines, height: rows.length * (BOX.height + BOX.between) };
}

/** What a stage does, one after another, as its program names it. */
export function stepsOf({ parents, isMap }: Stage): string[] {
  return [
    parents.length > 0 ? 'read the shuffle' : 'parallelize',
    parents.length > 0 ? 'mapPartitions' : 'map',
    ...(isMap ? ['write the shuffle'] : []),
  ];
}
