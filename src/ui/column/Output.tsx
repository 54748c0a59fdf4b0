/** What one engine's run printed. */
import { useOverlap, useRevision } from '../base/use-overlap.ts';
import { outputOf } from './output.ts';

/** Older lines are not worth a page's while. */
const MOST_LINES = 200;
/** While a run is under way: about what is in sight, which may be all new in each picture. */
const MOST_LIVE = 16;

export default function Output({ engine }: { engine: string | undefined }) {
  const { registry } = useOverlap();
  useRevision();
  const { measured, last, startedAt = 0 } = engine === undefined ? {} : registry.of(engine);
  const most = measured && Number.isNaN(measured.totalMs) ? MOST_LIVE : MOST_LINES;
  const lines = measured ? outputOf(measured, startedAt, most) : [];
  if (lines.length === 0) {
    const first = last ? 'It was changed since the last run. Run it again' : 'Run it';
    const why = measured ? 'No result has reached the caller yet.' : `${first}: what each result prints stands here.`;
    return <p className="output-none">{why}</p>;
  }
  return (
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
  );
}
