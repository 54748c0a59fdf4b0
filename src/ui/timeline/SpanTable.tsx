/** The same as a table, for those who do not see the canvas. Rebuilt at rest, never while a run goes on. */
import { memo, useEffect, useState } from 'react';
import { OUTCOMES } from '../../trace/trace.ts';
import { formatMs } from './duration.ts';
import { laneLabel } from './layout.ts';
import { spanName } from './paint-span.ts';
import type { Picture } from './picture.ts';
import { endOf, Pieces } from './pieces.ts';
import type { Surface } from './surface.ts';

const MOST = 500;
/** After so long without a change it is at rest. */
const REST_MS = 400;

interface Row {
  readonly key: string;
  readonly cells: readonly string[];
}

export const SpanTable = memo(function SpanTable({ surface }: { readonly surface: Surface }) {
  const [{ rows, total }, setTable] = useState<{ rows: readonly Row[]; total: number }>({ rows: [], total: 0 });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (surface.store.getState().run.kind !== 'running') setTable(tableOf(surface.pictures));
      }, REST_MS);
    };
    later();
    const stop = surface.store.subscribe((now, before) => {
      if (now.revision !== before.revision || now.run !== before.run || now.scenario !== before.scenario) later();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [surface]);
  return (
    <div className="tl-unseen">
      <table>
        <caption>
          {rows.length} of {total} tasks by engine
        </caption>
        <thead>
          <tr>
            {['Engine', 'Task', 'Lane', 'Start', 'End', 'Waited', 'Outcome'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move.
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});

function tableOf(pictures: readonly Picture[]): { rows: readonly Row[]; total: number } {
  const pieces = new Pieces();
  const rows: Row[] = [];
  let total = 0;
  for (const picture of pictures) {
    const trace = picture.main?.trace;
    if (!trace) continue;
    total += trace.spans.length;
    const { task, attempt, lane, start, outcome } = trace.spans.at;
    for (let row = 0; row < trace.spans.length && rows.length < MOST; row++) {
      pieces.load(trace, row);
      let waited = 0;
      for (let i = 0; i < pieces.count; i++) waited += pieces.waited[i]!;
      const name = spanName(trace, task[row]!, attempt[row]!);
      const place = laneLabel(picture.engine.place.lane, lane[row]!, trace.scenario.tasks[lane[row]!]?.id, false);
      const times = [start[row]!, endOf(trace, row), waited].map((ms) => formatMs(ms));
      const how = picture.measured ? OUTCOMES[outcome[row]!]! : `predicted ${OUTCOMES[outcome[row]!]!}`;
      rows.push({ key: `${picture.engine.id} ${row}`, cells: [picture.engine.title, name, place, ...times, how] });
    }
  }
  return { rows, total };
}
