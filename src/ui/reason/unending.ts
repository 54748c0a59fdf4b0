/** What is said of predictions that have no end: the caller waits for ever, or the prediction was too much work. */
import type { Scenario } from '../../scenario/scenario.ts';
import { join, type Sentence, say, strong } from '../words/sentence.ts';
import { cutOff } from './cut-off.ts';
import { whyHung } from './hung.ts';
import type { Subject } from './reason.ts';

/** First those that hang, then those that were cut off. */
export function unending(subjects: readonly Subject[], scenario: Scenario): Sentence[] {
  const hung = subjects.flatMap(({ engine, predicted }) =>
    predicted?.facts.hung
      ? [join(say`${strong(`${engine.title} hangs`)}, by prediction.`, whyHung(engine, predicted))]
      : [],
  );
  const cut = subjects.filter(({ cutOffMs }) => cutOffMs !== undefined).map((subject) => cutOff(subject, scenario));
  return [...hung, ...cut];
}
