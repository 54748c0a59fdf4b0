/** A tiny timeline, drawn of a few words: for cards. */
import type { CSSProperties } from 'react';
import { readTiny, type TinyRow } from '../../learn/tiny.ts';
import './tiny.css';

export function Tiny({ rows }: { readonly rows: readonly TinyRow[] }) {
  const read = rows.map(([name, stretches]) => ({ name, stretches: readTiny(stretches) }));
  const longest = Math.max(...read.map(({ stretches }) => stretches.reduce((sum, { length }) => sum + length, 0)));
  return (
    <div className="tiny" aria-hidden="true" data-named={rows.some(([name]) => name !== '') ? '' : undefined}>
      {read.map(({ name, stretches }, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
        <div key={row} className="tiny-row">
          {name !== '' && <span>{name}</span>}
          <div className="tiny-lane">
            {stretches.map(({ kind, length }, i) => (
              <i
                // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place.
                key={i}
                data-kind={kind}
                style={{ '--part': `${(length / longest) * 100}%` } as CSSProperties}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
