/** The fills of the charts, defined once: each state and cause has a pattern besides its colour. */
import type { Part } from './chart-data.ts';

export type Look = Part['look'] | 'cpu' | 'sleep';

export const fillOf = (look: Look): string => (look === 'cpu' ? 'var(--cpu)' : `url(#chart-${look})`);

export function Patterns() {
  return (
    <svg className="chart-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <Pattern look="sleep" size={8} ground="var(--sleep-fill)">
          <rect x="3" y="3" width="2" height="2" fill="var(--sleep-edge)" />
        </Pattern>
        <Pattern look="place" size={6} ground="color-mix(in srgb, var(--wplace) 24%, var(--bg))">
          <rect y="2" width="6" height="1" fill="var(--wplace)" />
        </Pattern>
        <Pattern look="compute" size={5} ground="color-mix(in srgb, var(--wproc) 24%, var(--bg))">
          <rect y="2" width="3" height="1" fill="var(--wproc)" />
        </Pattern>
        <Pattern look="others" size={7}>
          <path d="M0 3.5H2M5 3.5H7" stroke="var(--wothers)" />
          <circle cx="3.5" cy="3.5" r="1.5" fill="none" stroke="var(--wothers)" />
        </Pattern>
        <Pattern look="thin" size={4}>
          <rect y="2" width="4" height="1" fill="var(--frame)" />
        </Pattern>
        <Pattern look="start-up" size={3}>
          <rect y="1" width="3" height="1" fill="var(--frame)" />
        </Pattern>
        <Pattern look="hand-over" size={5}>
          <path d="M-1 1L1 -1M0 5L5 0M4 6L6 4" stroke="var(--frame)" />
        </Pattern>
        <Pattern look="queued" size={4}>
          <rect x="1" y="1" width="2" height="2" fill="var(--ink-2)" />
        </Pattern>
        <Pattern look="dependency" size={5}>
          <path d="M0 0L5 5M0 5L5 0" stroke="var(--frame)" />
        </Pattern>
        <Pattern look="caller" size={4}>
          <rect x="1" width="1" height="4" fill="var(--frame)" />
        </Pattern>
        <Pattern look="nothing" size={8} ground="var(--line)" />
        <Pattern look="ended" size={8} ground="var(--sunk)" />
      </defs>
    </svg>
  );
}

function Pattern(props: { look: Look; size: number; ground?: string; children?: React.ReactNode }) {
  const { look, size, ground, children } = props;
  return (
    <pattern id={`chart-${look}`} width={size} height={size} patternUnits="userSpaceOnUse">
      {ground && <rect width={size} height={size} fill={ground} />}
      {children}
    </pattern>
  );
}

export function Swatch({ look }: { look: Look }) {
  return (
    <svg className="chart-swatch" width="16" height="10" aria-hidden="true">
      <rect x="0.5" y="0.5" width="15" height="9" fill={fillOf(look)} />
    </svg>
  );
}
