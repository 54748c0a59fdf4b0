/** Opens the page's Python: loads what asks it and what adds up its answers. */
import type { Lane, Update } from '../../kernel/python/messages.ts';
import type { ProgramTrace } from '../../kernel/python/record/program-trace.ts';
import type { Trace } from '../../trace/trace.ts';
import { keepPython } from '../offline/keep-python.ts';
import { underWay } from '../run/program-under-way.ts';
import type { ProgramRecord } from '../traces/program-record.ts';
import { shownName } from './cast.ts';
import type { OpenDoor } from './door.ts';

export const openPython: OpenDoor = async (told) => {
  const [{ startPython, defaultOptions }, record] = await Promise.all([
    import('../../kernel/python/client.ts'),
    import('../../kernel/python/record/program-trace.ts'),
  ]);
  const python = startPython({ onLoading: told });
  void python.ready.then(keepPython, () => {});
  return {
    // After a run that had to be broken off there is another Python, and another promise of it.
    get ready() {
      return python.ready;
    },
    run: (files, options, onUpdate) => {
      const run = python.run(files, options, onUpdate);
      return { ...run, ended: underWay(run.ended) };
    },
    numbers: (text) => python.numbers(text),
    record: (files, options) => new Drawn(new record.ProgramTrace(files, options)),
    optionsOf: ({ clock, seed, pythonLike, chargeC, cores, switchIntervalMs }) =>
      defaultOptions({ clock, seed, pythonLike, chargeC, machine: { cores, switchIntervalMs } }),
  };
};

/** A record whose trace is made anew only when it is asked for, and while the run goes on so seldom that it costs little. */
class Drawn implements ProgramRecord {
  #trace: Trace | undefined;
  #madeAt = 0;
  #costMs = 0;
  #isOld = false;
  #named: readonly Lane[] = [];

  constructor(readonly told: ProgramTrace) {}

  get trace(): Trace {
    const now = performance.now();
    const isDue = this.told.ended !== undefined || now - this.#madeAt > SHARE * this.#costMs;
    if (this.#trace && !(this.#isOld && isDue)) return this.#trace;
    const trace = this.told.toTrace();
    this.#trace = trace;
    this.#isOld = false;
    this.#madeAt = performance.now();
    this.#costMs = this.#madeAt - now;
    return trace;
  }

  /** With the names that the page shows. */
  get lanes(): readonly Lane[] {
    const { lanes } = this.told;
    if (this.#named.length !== lanes.length)
      this.#named = lanes.map((lane) => ({ ...lane, name: shownName(lane, lanes) }));
    return this.#named;
  }
  get clock() {
    return this.told.options.clock;
  }
  get ends() {
    return this.told.ends;
  }
  get stretches() {
    return this.told.stretches;
  }
  get output() {
    return this.told.output;
  }
  get things() {
    return this.told.things;
  }
  get levels() {
    return this.told.levels;
  }
  get findings() {
    return this.told.findings;
  }

  add(update: Update): void {
    this.told.add(update);
    this.#isOld = true;
  }

  placeOf(lane: number, atMs: number) {
    return this.told.placeOf(lane, atMs);
  }

  stretchAt(lane: number, atMs: number) {
    return this.told.stretchAt(lane, atMs);
  }
}

/** Making the trace takes at most so large a part of the time: one in so many. */
const SHARE = 20;
