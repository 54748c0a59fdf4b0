/** Which predictions depend on the seed beyond their tasks: it draws which waiting thread gets the GIL next. */
import type { Engine } from '../../engines/engine.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { ENGINES } from '../../engines/list.ts';
import { computes, type Scenario } from '../../scenario/scenario.ts';
import type { PredictionRequest } from './prediction-request.ts';

/** Whether a prediction does: its tasks compute under one lock. */
export function drawsHandOver({ lanes }: EngineFacts, scenario: Scenario): boolean {
  return lanes.cpu === 'gil' && scenario.tasks.length > 1 && computes(scenario);
}

/** The engines shown whose makespan is drawn. */
export function wantedIn({ shown, scenario }: Pick<PredictionRequest, 'shown' | 'scenario'>): Engine[] {
  return ENGINES.filter((engine) => shown.includes(engine.id) && drawsHandOver(engine, scenario));
}
