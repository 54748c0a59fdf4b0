/** The virtual kernel alone, a bare heap, and simjs on the same model: `window.kernel`. Times are milliseconds. */
import 'simjs';
import '../../seed/load-engines.ts';
import { engineById } from '../../../src/engines/list.ts';
import { UNBOUNDED } from '../../../src/kernel/virtual/budget.ts';
import { predict } from '../../../src/kernel/virtual/predict.ts';
import { CPYTHON_LINUX, idealMachine, type Machine } from '../../../src/scenario/machine.ts';
import type { Scenario, TaskSpec } from '../../../src/scenario/scenario.ts';
import { createOverlap } from '../../../src/store/overlap.ts';
import type { Trace } from '../../../src/trace/trace.ts';

/** Sleeps of 1 to 17 ms, in no order: the same for everybody. */
const sleepMs = (i: number): number => 1 + ((i * 7919) % 1613) / 100;

export interface Model {
  readonly engine: string;
  readonly tasks: number;
  readonly workers: number;
  /** On so many machines, all of them together; 1 where it is left out. */
  readonly hosts?: number;
  /** `mixed`: computes for 0.5 ms, then sleeps. */
  readonly kind: 'sleep' | 'mixed';
  /** With costs, as CPython on Linux has them. */
  readonly costs: boolean;
}

function scenarioOf({ tasks, workers, hosts = 1, kind }: Model): Scenario {
  const list: TaskSpec[] = Array.from({ length: tasks }, (_, i) => {
    const sleep = { kind: 'sleep' as const, ms: sleepMs(i) };
    return { id: String(i), segments: kind === 'sleep' ? [sleep] : [{ kind: 'cpu' as const, ms: 0.5 }, sleep] };
  });
  return { workers: workers / hosts, ...(hosts > 1 && { hosts }), tasks: list };
}

const machineOf = ({ costs }: Model): Machine => (costs ? CPYTHON_LINUX : idealMachine(2));

function whole(trace: Trace, { tasks }: Model): Trace {
  if (trace.spans.length !== tasks || trace.facts.hung)
    throw new Error(`${trace.spans.length} of ${tasks} tasks ended`);
  return trace;
}

/** So many predictions, after one of a thousand tasks. */
function times(model: Model, repeats: number): number[] {
  const engine = engineById(model.engine);
  const small = { ...model, tasks: Math.min(model.tasks, 1000) };
  for (let i = 0; i < 5; i++) predict(engine, scenarioOf(small), machineOf(model));
  const scenario = scenarioOf(model);
  return Array.from({ length: repeats }, () => {
    const from = performance.now();
    whole(predict(engine, scenario, machineOf(model)), model);
    return performance.now() - from;
  });
}

/** Made of text, since builds leave the plain statement out. */
const stop = new Function('debugger') as () => void;

/** Collects garbage, where the browser lets a page do that, and stops the page, if there is a debugger. */
function stopPage(): void {
  window.gc?.();
  stop();
}

/** How often memory is looked at in one prediction, about. */
const LOOKS = 12;

/** Predicts, and tells each time that the kernel looks at its budget: once in some thousand steps. */
function watched(model: Model, scenario: Scenario, told: () => void): Trace {
  const enough = (): boolean => {
    told();
    return false;
  };
  return predict(engineById(model.engine), scenario, machineOf(model), { budget: { ...UNBOUNDED, enough } });
}

/** How often the kernel looks at its budget in this prediction. */
function budgetLooks(model: Model): number {
  let made = 0;
  watched(model, scenarioOf(model), () => made++);
  return made;
}

/**
 * Stops in the debugger before the prediction, several times in it, and after it: whoever has one attached looks at the memory.
 * `all`: what `budgetLooks` counted, on another page, so that nothing is left of it.
 */
function stopForMemory(model: Model, all: number): void {
  const scenario = scenarioOf(model);
  predict(engineById(model.engine), scenarioOf({ ...model, tasks: 1000 }), machineOf(model));
  const every = Math.ceil(all / LOOKS);
  let made = 0;
  stopPage();
  const stopping = () => {
    if (++made % every === 0) stopPage();
  };
  const trace = whole(watched(model, scenario, stopping), model);
  stopPage();
  if (Number.isNaN(trace.totalMs)) throw new Error('The prediction has no end');
}

/** The floor: a heap of times in a typed array, `width` entries wide, pushed and popped `events` times. */
function heapTimes(events: number, width: number, repeats: number): number[] {
  heapOnce(1000, Math.min(width, 100));
  return Array.from({ length: repeats }, () => {
    const from = performance.now();
    heapOnce(events, width);
    return performance.now() - from;
  });
}

function heapOnce(events: number, width: number): number {
  const time = new Float64Array(width + 1);
  const what = new Int32Array(width + 1);
  let length = 0;
  const push = (at: number, item: number) => {
    let i = length++;
    for (let up = (i - 1) >> 1; i > 0 && time[up]! > at; up = (i - 1) >> 1) {
      time[i] = time[up]!;
      what[i] = what[up]!;
      i = up;
    }
    time[i] = at;
    what[i] = item;
  };
  const pop = () => {
    const last = --length;
    const [at, item] = [time[last]!, what[last]!];
    let i = 0;
    for (let child = 1; child < last; child = 2 * i + 1) {
      if (child + 1 < last && time[child + 1]! < time[child]!) child++;
      if (time[child]! >= at) break;
      time[i] = time[child]!;
      what[i] = what[child]!;
      i = child;
    }
    time[i] = at;
    what[i] = item;
  };
  let pushed = 0;
  let now = 0;
  while (pushed < Math.min(width, events)) push(sleepMs(pushed), pushed++);
  while (length > 0) {
    now = time[0]!;
    pop();
    if (pushed < events) push(now + sleepMs(pushed), pushed++);
  }
  return now;
}

/** simjs: so many entities, each setting a timer for one task after another. */
function simjsTimes(tasks: number, workers: number, repeats: number): number[] {
  return Array.from({ length: repeats }, () => {
    const from = performance.now();
    let next = 0;
    let ended = 0;
    class Worker extends window.Sim.Entity {
      start() {
        this.take();
      }
      take() {
        if (next >= tasks) return;
        this.setTimer(sleepMs(next++)).done(() => {
          ended++;
          this.take();
        });
      }
    }
    const sim = new window.Sim.Sim();
    for (let w = 0; w < workers; w++) sim.addEntity(Worker);
    sim.simulate(Number.MAX_VALUE, Number.MAX_VALUE);
    if (ended !== tasks) throw new Error(`simjs ended ${ended} of ${tasks} tasks`);
    return performance.now() - from;
  });
}

/**
 * Slider moves: from the frame that takes one up to the predictions of all engines shown, and what the move itself took. Without
 * drawing: that is the interaction's bench.
 */
async function slider(tasks: number, engines: readonly string[], moves: number): Promise<number[]> {
  const { store } = createOverlap({
    draft: { text: `${tasks} x sleep 10ms +-50%`, knobs: { workers: 8 }, engines },
    notice: null,
    theme: 'system',
    singleKeys: false,
    cores: 2,
  });
  const rest = () => new Promise((done) => setTimeout(done, 400));
  await rest();
  await rest();
  const took: number[] = [];
  for (let move = 0; move < moves; move++) {
    const left = new Set(engines);
    const before = store.getState().makespans;
    const there = new Promise<number>((resolve, reject) => {
      const stop = store.subscribe(({ makespans }) => {
        if (makespans === before) return;
        for (const id of engines) if (!Number.isNaN(makespans[id]) && makespans[id] !== before[id]) left.delete(id);
        if (left.size > 0) return;
        stop();
        resolve(performance.now());
      });
      setTimeout(() => reject(new Error(`no prediction of ${[...left].join(', ')}`)), 10_000);
    });
    const from = performance.now();
    store.getState().setKnob('workers', 2 + ((move * 5) % 23));
    const moved = performance.now() - from;
    // Asked for after the store's own, so it comes after it in the same frame.
    const frame = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    took.push(moved + (await there) - Math.max(frame, from));
    await rest();
  }
  return took;
}

const kernel = { times, budgetLooks, stopForMemory, heapTimes, simjsTimes, slider };
declare global {
  interface Window {
    kernel: typeof kernel;
    gc?: () => void;
    Sim: {
      Entity: new () => { setTimer(ms: number): { done(call: () => void): void } };
      Sim: new () => { addEntity(entity: unknown): unknown; simulate(end: number, events: number): unknown };
    };
  }
}
window.kernel = kernel;
