/** A row as somebody might add one: how many tasks compute, as one bar from the first to the last of them. In a file of its own. */
import type { Trace } from '../../../src/trace/trace.ts';
import { Later } from '../../../src/ui/timeline/model/later.ts';
import type { RowData } from '../../../src/ui/timeline/model/row-data.ts';
import { BARE, type Hit, type PaintRow, type Pointed, type Row } from '../../../src/ui/timeline/rows/row.ts';

interface Computing {
  readonly tasks: number;
  readonly fromMs: number;
  readonly toMs: number;
}

const NONE: Computing = { tasks: 0, fromMs: 0, toMs: 0 };

function computingIn(trace: Trace | undefined): Computing {
  if (!trace || trace.spans.length === 0) return NONE;
  const { start, end } = trace.spans.at;
  const { length } = trace.spans;
  const computes = trace.scenario.tasks.filter(({ segments }) => segments.some(({ kind }) => kind === 'cpu'));
  return {
    tasks: computes.length,
    fromMs: Math.min(...start.subarray(0, length)),
    toMs: Math.max(...end.subarray(0, length)),
  };
}

const COMPUTING: RowData<Computing> = {
  none: NONE,
  *load({ predicted, measured }) {
    yield;
    return computingIn(measured ?? predicted);
  },
  grow: ({ measured }) => computingIn(measured),
};

export const coresRow: Row = {
  id: 'cores',
  label: { wide: 'cores', narrow: 'c' },
  data: COMPUTING,
  height: (picture) => (picture.of(COMPUTING).tasks > 0 ? 14 : 0),
  paint: new Later(
    async (): Promise<PaintRow> =>
      (pen, { picture, box }) => {
        const { fromMs, toMs } = picture.of(COMPUTING);
        pen.fill(pen.palette.cpu, pen.px(fromMs), box.top + 2, pen.px(toMs) - pen.px(fromMs), box.height - 4);
      },
  ),
  hit({ picture }, { ms }): Hit | undefined {
    const { fromMs, toMs } = picture.of(COMPUTING);
    return ms < fromMs || ms > toMs ? undefined : { row: 'cores', engine: picture.engine.id, key: 'all' };
  },
  pointed: Later.now<Pointed>({
    outline: (pen, { box }) => pen.fill(pen.palette.ink, pen.left, box.top, 3, 3),
    describe: (_hit, picture) => ({
      ...BARE,
      title: `${picture.of(COMPUTING).tasks} tasks compute`,
      doing: '',
      rows: [],
    }),
  }),
};
