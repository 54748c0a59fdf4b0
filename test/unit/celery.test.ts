/** What Celery's callers publish, and when. */
import { expect, test } from 'vitest';
import '../seed/load-engines.ts';
import { engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { story } from '../live-story.ts';

test.each(['celery', 'celery.group', 'celery.chain', 'celery.chord'])(
  '%s: what follows a task is published by its child alone, also where the caller still publishes others',
  (id) => {
    const { scenario } = parseNotation(
      'pool 2\nsubmitEveryMs 5\nfirst: sleep 2ms\n4 x sleep 1ms\nafter first: sleep 1ms',
    );
    const { attempts } = story(predict(engineById(id), scenario, { cores: 2 }));
    expect(attempts.map(({ attempt }) => attempt).sort()).toEqual(
      scenario.tasks.map(({ id: task }) => `${task}/1 ok`).sort(),
    );
  },
);
