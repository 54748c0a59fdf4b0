/** What the run of the section that the panels are about has printed. */
import { useOverlap, useRevision } from '../../base/use-overlap.ts';
import { PanelTools } from '../PanelTools.tsx';
import { SectionPicker } from '../SectionPicker.tsx';
import { useSections } from '../sections.ts';
import { outputOf } from './printed.ts';
import './output.css';

/** Older lines are not worth a page's while. */
const MOST_LINES = 200;
/** While a run is under way: about what is in sight, which may be all new in each picture. */
const MOST_LIVE = 16;

export default function Output() {
  const { registry } = useOverlap();
  const { id } = useSections();
  useRevision();
  const { measured, last, startedAt = 0 } = id === undefined ? {} : registry.of(id);
  const most = measured && Number.isNaN(measured.totalMs) ? MOST_LIVE : MOST_LINES;
  const lines = measured ? outputOf(measured, startedAt, most) : [];
  const first = last ? 'It was changed since the last run. Run it again' : 'Run it';
  return (
    <>
      <PanelTools>
        <SectionPicker />
      </PanelTools>
      {lines.length === 0 ? (
        <p className="panel-empty">
          {measured ? 'No result has reached the caller yet.' : `${first}: what each result prints stands here.`}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
        <section className="output" tabIndex={0} aria-label="Printed">
          <div>
            {lines.map(({ key, time, said, raised }) => (
              <div key={key}>
                {time && <span className="output-time">{time}: </span>}
                <span data-raised={raised ? '' : undefined}>{said}</span>
              </div>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
