/** How an engine runs live on this page, or why it does not. */
import type { EngineFacts } from '../../engines/facts.ts';
import { liveness, type Means } from '../../store/machine/liveness.ts';

/** A sentence: `On workers of this browser.` */
export function liveWords(engine: EngineFacts, means: Means): string {
  const live = liveness(engine, means);
  if (live !== true) return `Predicted only: ${live}.`;
  switch (engine.live.needs) {
    case 'main thread':
      return 'On the page’s own thread.';
    case 'workers':
      return `On workers of this browser${engine.live.but ? `; ${engine.live.but}` : ''}.`;
    case 'shared memory':
      return `On workers of this browser; ${engine.live.because}.`;
    case 'nothing here':
      return '';
  }
}

/** What stands beside a group's name: `live and predicted`, `2 of 4 live`. */
export function groupLiveness(engines: readonly EngineFacts[], means: Means): string {
  const live = engines.filter((engine) => liveness(engine, means) === true).length;
  if (live === engines.length) return 'live and predicted';
  return live === 0 ? 'predicted only' : `${live} of ${engines.length} live`;
}
