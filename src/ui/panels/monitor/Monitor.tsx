/** What a monitor of the real engine would show of its machines, at the moment of the replay, else at the end; for Spark also its stages. */
import { useMemo, useState } from 'react';
import { formatCount } from '../../../scenario/count.ts';
import { formatMs } from '../../../scenario/duration.ts';
import { knobIn } from '../../../scenario/knobs.ts';
import { levelAt } from '../../../trace/queries/staircase.ts';
import { useApp } from '../../base/use-overlap.ts';
import { stationsNow } from '../../timeline/model/stations.ts';
import { PanelTools } from '../PanelTools.tsx';
import { SectionPicker } from '../SectionPicker.tsx';
import { useSections, useShown } from '../sections.ts';
import { machinesAt, type Table } from './machines.ts';
import { stagesAt } from './stages.ts';
import './monitor.css';

/** While a run goes on, it is made anew at most so often (ms). */
const EVERY_MS = 250;

export default function Monitor() {
  const { engines, id } = useSections();
  const many = engines.filter(({ manyMachines }) => manyMachines);
  const engine = many.find((one) => one.id === id) ?? many[0];
  const shown = useShown(engines, EVERY_MS).find((one) => one.engine.id === engine?.id);
  const cursorMs = useApp((state) => state.cursorMs);
  const [, again] = useState(0);
  const trace = shown?.trace;
  const stations = trace && stationsNow(engine!.id, trace, () => again((n) => n + 1));
  const ms = cursorMs ?? stations?.endMs ?? 0;
  const stages = useMemo(
    () => (trace && engine?.manyMachines === 'Executor' ? stagesAt(trace, ms) : undefined),
    [trace, engine, ms],
  );
  if (!engine || !trace || !stations)
    return <p className="panel-empty">Machines of Ray, Celery and Spark stand here once one of them is shown.</p>;
  const places = Number(knobIn(trace.scenario, 'workers') ?? trace.machine.cores);
  const { queued, total } = stations;
  const inAll = [
    ['in the queue', levelAt(queued, ms)],
    ['under way', levelAt(total.running, ms)],
    ['done', levelAt(total.done, ms)],
    ['failed', levelAt(total.failed, ms)],
    ['begun again', levelAt(total.again, ms)],
  ] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="figures monitor" aria-label="Monitor" tabIndex={0}>
      <PanelTools>
        <SectionPicker />
      </PanelTools>
      <p className="monitor-says">
        <b>{cursorMs === null ? `At the end, ${formatMs(ms)}` : `At ${formatMs(ms)}`}</b>
        {shown.measured ? '' : ', predicted'}: {inAll.map(([what, n]) => `${what} ${formatCount(n)}`).join(' · ')}
      </p>
      {stages && <Rows table={stages} name="Stages" />}
      <Rows table={machinesAt(engine, trace, stations, ms, places)} name="Machines" />
    </section>
  );
}

function Rows({ table: { heads, rows }, name }: { table: Table; name: string }) {
  return (
    <table aria-label={name}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {rest.map((cell, i) => (
              <td key={heads[i + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
