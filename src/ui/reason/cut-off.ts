/** What the page says of a prediction that would be too much work: how far it goes, what takes the work, and what would make it whole. */
import { formatMs } from '../../scenario/duration.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import { join, type Sentence, say, strong } from '../words/sentence.ts';
import type { Subject } from './reason.ts';

export function cutOff({ engine, cutOffMs }: Subject, scenario: Scenario): Sentence {
  const head = say`${engine.title} is predicted up to ${strong(formatMs(cutOffMs!))} only: the rest would be too much work.`;
  if (scenario.tasks.some(({ retry }) => (retry ?? 0) > 100))
    return join(head, say`Each retry is one more attempt to predict: with fewer retries the prediction is whole.`);
  if (engine.lanes.cpu === 'gil' && scenario.gil !== false && computes(scenario))
    return join(
      head,
      say`The threads hand the GIL on at each switch interval, and each hand-over is predicted. With less computing, fewer threads or a longer switch interval the prediction is whole.`,
    );
  return join(head, say`With fewer tasks or segments the prediction is whole.`);
}
