/** Stretches of time in a row, with the timeline's own marks: doing is tall, waiting is a line. */
import type { StretchKind } from './kinds.ts';
import './stretches.css';

export interface StretchOf {
  readonly kind: StretchKind;
  readonly ms: number;
}

interface Props {
  readonly stretches: readonly StretchOf[];
  /** What the whole width stands for (ms). */
  readonly wholeMs: number;
  readonly height: number;
  /** Drawn as the outline that a prediction is. */
  readonly predicted?: boolean;
}

export function Stretches({ stretches, wholeMs, height, predicted = false }: Props) {
  let from = 0;
  return (
    <svg
      className="stretches"
      data-predicted={predicted ? '' : undefined}
      width="100%"
      height={height}
      aria-hidden="true"
    >
      {stretches.map(({ kind, ms }, i) => {
        const x = wholeMs > 0 ? (from / wholeMs) * 100 : 0;
        const width = wholeMs > 0 ? (ms / wholeMs) * 100 : 0;
        from += ms;
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place.
        return <Stretch key={i} kind={kind} x={x} width={width} height={height} predicted={predicted} />;
      })}
    </svg>
  );
}

interface StretchProps {
  readonly kind: StretchKind;
  /** Per cent. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly predicted: boolean;
}

function Stretch({ kind, x, width, height, predicted }: StretchProps) {
  const [from, to, mid] = [`${x}%`, `${x + width}%`, height / 2];
  switch (kind) {
    case 'cpu':
    case 'sleep':
      return (
        <svg x={from} y="0" width={`${width}%`} height={height} overflow="visible" aria-hidden="true">
          <rect className={`stretch-${kind}`} x="0.5" y="0.5" width="100%" height={height - 1} />
          {kind === 'sleep' && !predicted && <line className="stretch-dots" x1="5" x2="98%" y1={mid} y2={mid} />}
        </svg>
      );
    case 'place':
      return (
        <g className="stretch-place">
          <line x1={from} x2={to} y1={mid} y2={mid} strokeWidth={height > 12 ? 4 : 3} />
          <line x1={from} x2={from} y1={mid - 5} y2={mid + 5} />
          <line x1={to} x2={to} y1={mid - 5} y2={mid + 5} />
        </g>
      );
    case 'compute':
      return <line className="stretch-compute" x1={from} x2={to} y1={mid} y2={mid} />;
    case 'others':
      return (
        <g className="stretch-others">
          <line x1={from} x2={to} y1={mid} y2={mid} />
          <circle cx={to} cy={mid} r="2.5" />
        </g>
      );
    case 'thin':
      return <line className="stretch-thin" x1={from} x2={to} y1={mid} y2={mid} />;
  }
}
