/** The sweep: what every pool size would give, and what was measured. */

import './sweep-panel.css';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { engineById } from '../../engines/list.ts';
import { firstPooled, settledWorkers } from '../../store/state/chosen-engines.ts';
import { SIZES } from '../../store/sweep/sizes.ts';
import { Icon } from '../base/Icon.tsx';
import { Segmented } from '../base/Segmented.tsx';
import { useApp, useOverlap } from '../base/use-overlap.ts';
import { Lengths } from './Lengths.tsx';
import { asksForLengths } from './length-words.ts';
import { boundsOf, linesOf } from './lines.ts';
import { MEASURES } from './measures.ts';
import { SizePicker } from './SizePicker.tsx';
import { SweepChart } from './SweepChart.tsx';
import { SweepSummary } from './SweepSummary.tsx';
import { SweepTable } from './SweepTable.tsx';
import { useSession, useSweep } from './use-sweep.ts';

const inItsOwnWords = <Value extends string>(value: Value) => ({ value, words: value });

const SCALES = (['log', 'linear'] as const).map(inItsOwnWords);
const SHOWN = MEASURES.map(({ name, title }) => ({ value: name, words: title }));
/** What the sweep goes over. The length of tasks is measured, on the one engine that hands them over in several ways. */
const OVER = (['pool size', 'task length'] as const).map(inItsOwnWords);
const DISPATCHER = 'web-workers';

const ABOUT_LENGTHS = 'Web Workers, measured: what of the ideal is reached by tasks that only compute';

export default function SweepPanel({ narrow, onClose }: { narrow: boolean; onClose: () => void }) {
  const { cores } = useOverlap();
  const session = useSession();
  const curves = useSweep((state) => state.curves);
  const complete = useSweep((state) => state.complete);
  const points = useSweep((state) => state.points);
  const machineName = useApp((state) => state.machineName);
  const scenario = useApp((state) => state.scenario);
  const chosen = useApp((state) => state.draft.engines);
  const [name, setName] = useState(MEASURES[0]!.name);
  const [scale, setScale] = useState<(typeof SCALES)[number]['value']>('log');
  const [over, setOver] = useState<(typeof OVER)[number]['value']>(
    asksForLengths(scenario) ? 'task length' : 'pool size',
  );
  const panel = useRef<HTMLElement>(null);
  const lengths = over === 'task length' && chosen.includes(DISPATCHER);
  // Predictions beside a measurement would disturb it.
  useEffect(() => (lengths ? undefined : session.follow()), [session, lengths]);
  // Where there is one column, its button is far below it.
  useEffect(() => panel.current?.focus({ preventScroll: !narrow }), [narrow]);

  const measure = MEASURES.find((one) => one.name === name)!;
  const lines = useMemo(() => linesOf(curves, measure), [curves, measure]);
  const bounds = useMemo(() => boundsOf(curves, measure, SIZES), [curves, measure]);
  const shown = useMemo(() => points.filter(({ engine }) => chosen.includes(engine)), [points, chosen]);
  const rows = useDeferredValue(curves);
  const engine = firstPooled(chosen);
  const workers = settledWorkers(engine, scenario, cores);
  const nothing = scenario.tasks.length === 0 || chosen.length === 0;
  return (
    <section
      id="sweep"
      ref={panel}
      className="sweep"
      aria-label="Sweep"
      aria-busy={!lengths && !complete}
      tabIndex={-1}
    >
      <div className="sweep-head">
        <h2>Sweep</h2>
        <p className="sweep-about">
          {lengths ? ABOUT_LENGTHS : engine ? `predicted, ${machineName}` : 'None of these engines has a pool.'}
        </p>
        {chosen.includes(DISPATCHER) && (
          <fieldset>
            <legend className="unseen">What the sweep goes over</legend>
            <Segmented
              name="sweep-over"
              segments={OVER}
              chosen={lengths ? 'task length' : 'pool size'}
              onChoose={setOver}
            />
          </fieldset>
        )}
        <fieldset hidden={lengths}>
          <legend className="unseen">What the chart shows</legend>
          <Segmented name="sweep-measure" segments={SHOWN} chosen={name} onChoose={setName} />
        </fieldset>
        <fieldset hidden={lengths}>
          <legend className="unseen">Scale of pool sizes</legend>
          <Segmented name="sweep-scale" segments={SCALES} chosen={scale} onChoose={setScale} />
        </fieldset>
        <button
          type="button"
          className="button quiet icon"
          aria-label="Close sweep"
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {lengths ? (
        <Lengths workers={settledWorkers(engineById(DISPATCHER), scenario, cores)} narrow={narrow} />
      ) : nothing ? (
        <p className="sweep-nothing">Nothing to predict: it takes a task and an engine.</p>
      ) : (
        <>
          <SizePicker workers={workers} pooled={engine !== undefined} lines={lines} measure={measure}>
            {(room) => (
              <SweepChart
                {...room}
                lines={lines}
                bounds={bounds}
                points={shown}
                order={chosen}
                measure={measure}
                log={scale === 'log'}
                narrow={narrow}
              />
            )}
          </SizePicker>
          <SweepSummary curves={curves} lines={lines} points={shown} measure={measure} workers={workers} />
          <SweepTable curves={rows} measure={measure} />
        </>
      )}
    </section>
  );
}
