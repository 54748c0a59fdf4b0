/** The things of a program, below its lanes: queues, locks, permits, shared values. */
import { Later } from '../model/later.ts';
import { LABELS, type PaintRow, type Row } from './row.ts';

const painter = new Later(() => import('../paint/program/paint-things.ts'));

export const thingsRow: Row = {
  id: 'things',
  height: ({ program }) => program?.thingsHeight ?? 0,
  paintLabels(pen, { picture, box }, { layout, again }) {
    const { program } = picture;
    if (program) painter.get(again)?.paintThingLabels(pen, program.record, box.top, LABELS, layout.gutter - LABELS - 8);
  },
  paint: new Later(async () => {
    const { paintThings } = await painter.load();
    const paint: PaintRow = (pen, { picture: { program }, box }) => {
      if (program) paintThings(pen, program, box.top);
    };
    return paint;
  }),
};
