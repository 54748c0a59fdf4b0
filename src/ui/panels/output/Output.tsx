/** What the run of the section that the panels are about has printed; a line lights its stretch, and a stretch its lines. */
import { endOf } from '../../../trace/ends.ts';
import type { Trace } from '../../../trace/trace.ts';
import { useApp, useOverlap, useRevision } from '../../base/use-overlap.ts';
import { useTimeline } from '../../timeline/parts/use-timeline.ts';
import { goTo } from '../go-to.ts';
import { PanelTools } from '../PanelTools.tsx';
import { SectionPicker } from '../SectionPicker.tsx';
import { useSections } from '../sections.ts';
import type { Line } from './line.ts';
import { outputOf } from './printed.ts';
import '../../base/code-font.css';
import './output.css';

/** Older lines are not worth a page's while. */
const MOST_LINES = 200;
/** While a run is under way: about what is in sight, which may be all new in each picture. */
const MOST_LIVE = 16;

export default function Output() {
  const { registry } = useOverlap();
  const { engines, id } = useSections();
  useRevision();
  const { measured, predicted, last, startedAt } = id === undefined ? {} : registry.of(id);
  const engine = engines.find((one) => one.id === id);
  // What runs nowhere in the page prints nothing there: its prediction says what it would print.
  const foretold = !measured && !last && engine?.manyMachines ? predicted : undefined;
  const trace = measured ?? foretold;
  const most = measured && Number.isNaN(measured.totalMs) ? MOST_LIVE : MOST_LINES;
  const lines = trace ? outputOf(trace, foretold ? undefined : startedAt, most) : [];
  const first = last ? 'It was changed since the last run. Run it again' : 'Run it';
  return (
    <>
      <PanelTools>
        {foretold && <p className="panel-says">predicted, the clock begins at 00:00:00</p>}
        <SectionPicker />
      </PanelTools>
      {lines.length === 0 ? (
        <p className="panel-empty">
          {trace ? 'No result has reached the caller yet.' : `${first}: what each result prints stands here.`}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
        <section className="output" tabIndex={0} aria-label={foretold ? 'Would be printed' : 'Printed'}>
          <div>
            {lines.map((line) => (
              <Printed key={line.key} line={line} trace={trace!} engine={id!} />
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function Printed({ line, trace, engine }: { line: Line; trace: Trace; engine: string }) {
  const { store } = useOverlap();
  const timeline = useTimeline();
  const { time, said, raised, row, atMs } = line;
  const later = useApp(({ cursorMs }) => cursorMs !== null && atMs > cursorMs);
  const { task, attempt, start } = trace.spans.at;
  const about = row === undefined ? null : { engine, task: task[row]!, attempt: attempt[row]! };
  const isAbout = (one: typeof about) =>
    about !== null && one?.engine === engine && one.task === about.task && one.attempt === about.attempt;
  const lit = useApp(({ hovered, selected }) => isAbout(hovered) || isAbout(selected));
  const go = () => {
    if (about)
      goTo(
        store,
        timeline.current,
        { selected: about, idle: null },
        { fromMs: start[row!]!, toMs: endOf(trace, row!) },
      );
  };
  const words = (
    <>
      {time && <span className="output-time">{time}: </span>}
      <span data-raised={raised ? '' : undefined}>{said}</span>
    </>
  );
  if (!about) return <div data-later={later ? '' : undefined}>{words}</div>;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same is in the table of attempts and on the lanes, for the keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: it is text, which can be selected and read as such.
    <div
      data-later={later ? '' : undefined}
      data-lit={lit ? '' : undefined}
      onPointerEnter={() => store.getState().hover(about)}
      onPointerLeave={() => store.getState().hover(null)}
      onClick={go}
    >
      {words}
    </div>
  );
}
