/** Whether the main thread is alive: a tick for every moment of the last second in which it drew a frame, and the last interval. */
import { useEffect, useRef } from 'react';
import { Beats, SLOTS } from './beats.ts';

const TICK_PX = 6;
const TEXT_EVERY_MS = 250;

export function Heartbeat() {
  const ticks = useRef<SVGPathElement>(null);
  const gaps = useRef<SVGPathElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  const time = useRef<HTMLElement>(null);

  useEffect(() => {
    const beats = new Beats();
    let frame = 0;
    let slot = 0;
    let told = 0;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const beat = (now: number) => {
      frame = requestAnimationFrame(beat);
      // The time at which this code runs, not the frame's: a frame that was due long ago runs late.
      const at = Math.max(now, performance.now());
      beats.add(at);
      const next = Beats.slotOf(at);
      const stopped = beats.stopped();
      if (next !== slot && !still) {
        slot = next;
        draw(beats.slots(at), ticks.current!, gaps.current!);
      }
      if (at - told < TEXT_EVERY_MS) return;
      told = at;
      words.current!.textContent = stopped > 0 ? 'stopped' : 'alive,';
      words.current!.parentElement!.toggleAttribute('data-stopped', stopped > 0);
      const ms = stopped > 0 ? stopped : beats.interval;
      time.current!.textContent = Number.isNaN(ms) ? '–' : `${Math.round(ms)} ms`;
    };
    frame = requestAnimationFrame(beat);
    const shown = () => beats.forget();
    document.addEventListener('visibilitychange', shown);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('visibilitychange', shown);
    };
  }, []);

  return (
    <div className="heartbeat">
      <span className="heartbeat-name">Main thread</span>
      <svg width={SLOTS * TICK_PX + 8} height="12" aria-hidden="true">
        <path ref={ticks} className="heartbeat-ticks" d="" />
        <path ref={gaps} className="heartbeat-gaps" d="" />
        <circle cx={SLOTS * TICK_PX + 4} cy="6" r="3" fill="currentColor" />
      </svg>
      <span className="heartbeat-now">
        <span ref={words}>alive,</span> <b ref={time}>–</b>
      </span>
    </div>
  );
}

function draw(slots: readonly boolean[], ticks: SVGPathElement, gaps: SVGPathElement): void {
  let lines = '';
  let silent = '';
  for (const [i, alive] of slots.entries()) {
    const x = i * TICK_PX;
    if (alive) lines += `M${x + 2.5} 3v6`;
    else silent += `M${x} 6h${TICK_PX}`;
  }
  ticks.setAttribute('d', lines);
  gaps.setAttribute('d', silent);
}
