/** The present tasks on one engine, as predicted, at the size of a thumbnail. */
import { useMemo } from 'react';
import type { EngineFacts } from '../../engines/facts.ts';
import type { Trace } from '../../trace/trace.ts';
import { laneName } from '../words/lane-name.ts';
import { type Bar, miniatureOf, type Piece } from './miniature.ts';

const HEIGHT = 16;
const percent = (share: number): string => `${share * 100}%`;

export function Foretold({ engine, trace }: { engine: EngineFacts; trace: Trace }) {
  const picture = useMemo(() => miniatureOf(trace), [trace]);
  if (!picture) return null;
  return (
    <div className="picker-foretold" aria-hidden="true">
      {picture.lanes.map(({ lane, bars }) => (
        <div key={lane}>
          <span>{laneName(engine.lanes, lane, trace)}</span>
          <svg className="stretches" data-predicted="" width="100%" height={HEIGHT} aria-hidden="true">
            {bars.map((bar, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
              <Attempt key={i} bar={bar} />
            ))}
          </svg>
        </div>
      ))}
      {picture.more > 0 && <p>{picture.more === 1 ? 'One more lane' : `${picture.more} more lanes`}</p>}
    </div>
  );
}

/** From so wide a bar on (share of the whole) its name has room. */
const NAMED_FROM = 0.08;

function Attempt({ bar: { name, from, width, pieces } }: { bar: Bar }) {
  return (
    <>
      {pieces.map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place.
        <Stretch key={i} piece={piece} />
      ))}
      {width >= NAMED_FROM && (
        <text className="picker-bar-name" x={percent(from)} dx="4" y="12">
          {name}
        </text>
      )}
    </>
  );
}

function Stretch({ piece: { kind, from, width } }: { piece: Piece }) {
  if (kind === 'cpu' || kind === 'sleep')
    return <rect className={`stretch-${kind}`} x={percent(from)} y="0.5" width={percent(width)} height={HEIGHT - 1} />;
  const mid = HEIGHT / 2;
  return (
    <g className={`stretch-${kind}`}>
      <line x1={percent(from)} x2={percent(from + width)} y1={mid} y2={mid} />
    </g>
  );
}
