/** A guess in words: `3.3 s`, or what the option says. */
import type { Lesson } from '../../learn/lesson.ts';
import { formatMs } from '../../scenario/duration.ts';

export function guessWords({ guess: { asks } }: Lesson, guess: number | undefined): string | undefined {
  if (guess === undefined) return undefined;
  return asks.kind === 'time' ? formatMs(guess, 1) : asks.options[guess]?.says;
}
