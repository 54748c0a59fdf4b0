/** What one engine's run printed. */
import { useEffect, useRef } from 'react';
import { useOverlap, useRevision } from '../use-overlap.ts';
import { outputOf } from './output.ts';

/** Older lines are not worth a page's while. */
const MOST_LINES = 200;

export function Output({ engine }: { engine: string | undefined }) {
  const { registry } = useOverlap();
  useRevision();
  const box = useRef<HTMLElement>(null);
  const shown = engine === undefined ? undefined : registry.of(engine);
  const lines = shown?.measured ? outputOf(shown.measured, shown.startedAt ?? 0, MOST_LINES) : [];
  const last = lines.at(-1)?.key;
  useEffect(() => {
    if (last !== undefined) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [last]);
  if (lines.length === 0) {
    const why = shown?.measured
      ? 'No result has reached the caller yet.'
      : 'Run it: what each result prints stands here.';
    return <p className="output-none">{why}</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it.
    <section className="output" ref={box} tabIndex={0} aria-label="Printed">
      {lines.map(({ key, time, said, raised }) => (
        <div key={key}>
          {time && <span className="output-time">{time}: </span>}
          <span data-raised={raised ? '' : undefined}>{said}</span>
        </div>
      ))}
    </section>
  );
}
