/** The guess after the run, and what came out, as flags on the axis. */
import { formatMs } from '../../scenario/duration.ts';
import type { TimeScale } from '../timeline/model/time-scale.ts';
import { type Flag, placedFlags } from './flags.ts';
import { useLesson } from './lesson-context.ts';
import { useCameOut } from './use-came-out.ts';
import { useDrawn } from './use-drawn.ts';
import { useProgress } from './use-progress.ts';
import './guess-over.css';

export function GuessFlags() {
  const drawn = useDrawn();
  const { lesson, step } = useLesson();
  const kept = useProgress((state) => state.guesses[lesson.id]);
  const came = useCameOut();
  if (!drawn || lesson.guess.asks.kind !== 'time') return null;
  const { scale } = drawn;
  // What is changed comes out otherwise.
  const cameMs = step !== 'change' && came?.ms !== undefined && Number.isFinite(came.ms) ? came.ms : undefined;
  const flags: readonly Flag[] = [
    ...(kept === undefined ? [] : [{ ms: kept, says: `your guess ${formatMs(kept, 1)}`, isGuess: true }]),
    ...(cameMs === undefined ? [] : [{ ms: cameMs, says: came!.says, isGuess: false }]),
  ].filter(({ ms }) => isSeen(scale, ms));
  return (
    <div className="ln-flags" aria-hidden="true">
      {placedFlags(scale, flags).map(({ says, isGuess, x, from, width }) => (
        <span key={says} className="ln-flag" data-guess={isGuess ? '' : undefined} style={{ left: x }}>
          <b style={{ left: from - x, width }}>{says}</b>
        </span>
      ))}
    </div>
  );
}

const isSeen = ({ fromMs, toMs }: TimeScale, ms: number): boolean => ms >= fromMs && ms <= toMs;
