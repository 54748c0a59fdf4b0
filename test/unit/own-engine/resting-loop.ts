/** An engine as somebody would add it: this file, and a line in the list. It has a knob of its own. */
import type { Engine } from '../../../src/engines/engine.ts';
import { lanesOf, OF_BROWSER } from '../../../src/engines/facts.ts';
import { choiceKnob, numberKnob } from '../../../src/engines/knobs.ts';
import {
  awaitEnd,
  delay,
  type Env,
  type Process,
  perform,
  type Steps,
  spawn,
} from '../../../src/engines/vocabulary.ts';

/** So long it rests between two tasks (ms). */
const REST = numberKnob({
  name: 'restMs',
  title: 'Rest',
  min: 0,
  max: 500,
  whole: false,
  unit: 'ms',
  preset: ({ scenario }) => scenario.tasks.length,
});
const ORDER = choiceKnob({ name: 'order', title: 'Order', values: ['forward', 'back'], preset: () => 'forward' });

function* all(env: Env): Steps {
  const tasks = Array.from({ length: env.taskCount }, (_, task) => task);
  for (const task of env.knob(ORDER) === 'back' ? tasks.reverse() : tasks) {
    yield delay(env.knob(REST), 'turn');
    yield perform(task);
    env.deliver(task);
  }
}

export const restingLoop: Engine = {
  ...OF_BROWSER,
  id: 'resting-loop',
  title: 'Loop that rests',
  holds: 'a task holds its turn, cpu the main thread',
  lanes: lanesOf('loop', { waitsFor: 'turn', cpu: 'loop', mortal: false }),
  caller: 'loop',
  stallsPage: true,
  live: { needs: 'main thread' },
  capacity: 'workers',
  knobs: [REST, ORDER],
  programs: {},
  *main(env) {
    for (let task = 0; task < env.taskCount; task++) env.submit(task);
    const process: Process = yield spawn(all, [], restingLoop.lanes, 0);
    yield awaitEnd(process);
  },
};
