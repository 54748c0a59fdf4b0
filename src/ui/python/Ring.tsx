/** Who waits for whom in a deadlock, as a ring: lanes are boxes, what they hold is round. */
import { Fragment } from 'react';
import { useProgram } from './program-context.ts';
import { ringOf } from './says/ring.ts';
import './ring.css';

export function Ring() {
  const shown = useProgram((state) => state.shown);
  const links = shown ? ringOf(shown.record) : [];
  if (links.length === 0) return null;
  return (
    <section className="py-ring" aria-label="Who waits for whom">
      <h3>
        Who waits for whom <span>a ring: none of these can be the first to go on</span>
      </h3>
      <ol>
        {links.map(({ lane, line, thing, takenIn }, i) => (
          <Fragment key={lane}>
            <li className="py-ring-lane">
              <b>{lane}</b>
              {line !== undefined && <span>line {line}</span>}
            </li>
            <li className="py-ring-way" data-kind="waits">
              waits for
            </li>
            {thing !== undefined && (
              <>
                <li className="py-ring-thing">
                  <b>{thing}</b>
                  {takenIn !== undefined && <span>taken in line {takenIn}</span>}
                </li>
                <li className="py-ring-way" data-kind="held">
                  held by{i === links.length - 1 ? ` ${links[0]!.lane}` : ''}
                </li>
              </>
            )}
          </Fragment>
        ))}
      </ol>
    </section>
  );
}
