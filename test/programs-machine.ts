/** Programs in TypeScript on the machine of the user's Python: a stack is an async function that computes and waits as stand-ins do. */
import { type DefaultChanges, defaultOptions } from '../src/kernel/python/default-options.ts';
import type { MachineHost } from '../src/kernel/python/machine/host.ts';
import type { ProgramProcess, Stack } from '../src/kernel/python/machine/program-process.ts';
import { ProgramRun } from '../src/kernel/python/machine/program-run.ts';
import { COMPUTING, SLEEPING, waitingFor } from '../src/kernel/python/machine/telling.ts';
import { ProgramTrace } from '../src/kernel/python/record/program-trace.ts';

/** What a stack of a test can do. */
export class Acts {
  readonly #run: ProgramRun;
  readonly #process: ProgramProcess;
  #left = 0;
  /** How often the stack has given up the CPU. */
  gaveUp = 0;

  constructor(run: ProgramRun, process: ProgramProcess) {
    this.#run = run;
    this.#process = process;
    let checks = 0;
    process.interpreter ??= {
      setChecks: (given) => {
        checks = given;
      },
      get checksLeft() {
        return checks;
      },
      memory: () => new Uint8Array(0),
    };
  }

  get now(): number {
    return this.#run.kernel.time();
  }

  /** How long this stack has computed (ms), or all of its process together. */
  cpu(of: 'thread' | 'process'): number {
    return this.#run.kernel.cpuMs(of);
  }

  /** Real time (ms) passes while it computes, which no check tells of. */
  inC(ms: number): void {
    void this.#run.host.rest(ms);
  }

  print(text: string): void {
    const { kernel } = this.#run;
    const lane = kernel.current!.actingLane;
    kernel.telling.output({ atMs: kernel.time(), stream: 'out', text, lane, at: { file: 0, line: 3 } });
  }

  /** Computes for so long (ms), as far as it has the GIL. */
  async compute(ms: number): Promise<void> {
    const { kernel } = this.#run;
    const interpreter = this.#process.interpreter!;
    this.#left = Math.round((ms * 1e6) / kernel.options.machine.nsPerCheck!);
    while (this.#left > 0) {
      const step = Math.min(this.#left, interpreter.checksLeft);
      interpreter.setChecks(interpreter.checksLeft - step);
      this.#left -= step;
      if (interpreter.checksLeft === 0) await this.#goOn(kernel.bursts.slice(undefined));
    }
  }

  async sleep(ms: number): Promise<void> {
    const { kernel } = this.#run;
    await this.#goOn(
      kernel.yield(
        (stack) => {
          kernel.waits.wait(stack, 0, kernel.now + ms, kernel.now);
          kernel.release(stack);
        },
        SLEEPING,
        undefined,
      ),
    );
  }

  /** Waits at an event; gives what woke it. */
  async wait(event: number, ms = Number.POSITIVE_INFINITY): Promise<unknown> {
    const { kernel } = this.#run;
    const since = kernel.time();
    return this.#goOn(
      kernel.yield(
        (stack) => {
          kernel.waits.wait(stack, event, kernel.now + ms, since);
          kernel.release(stack);
        },
        waitingFor('lock'),
        undefined,
      ),
    );
  }

  notify(event: number, most = 1): number {
    return this.#run.kernel.waits.notify(this.#process.pid, event, most, this.now);
  }

  unpark(event: number): boolean {
    return this.#run.kernel.waits.unpark(this.#process.pid, event, this.now);
  }

  /** A semaphore that processes share, with one permit; gives its number. */
  lock(): number {
    return this.#run.semaphores.make(1, 1);
  }

  async acquire(lock: number): Promise<void> {
    await this.#goOn(this.#run.semaphores.acquire(lock, -1, waitingFor('lock'), undefined));
  }

  /** How many permits of a semaphore are left. */
  async left(semaphore: number): Promise<unknown> {
    return this.#goOn(this.#run.semaphores.value(semaphore));
  }

  async release(lock: number): Promise<void> {
    await this.#goOn(this.#run.semaphores.release(lock, undefined));
  }

  /** Another interpreter of this process, which takes so long (ms) to start up. The caller waits for it. */
  async interpreter(): Promise<void> {
    await this.#goOn(this.#run.interpreters.create(undefined));
  }

  /** With the clock `steps`: begins a line of its program. */
  async line(line: number): Promise<void> {
    await this.#goOn(this.#run.kernel.bursts.step({ file: 0, line }));
  }

  /** With the clock `steps`: the last line of a function is done. */
  lineEnds(): void {
    this.#run.kernel.bursts.lineEnds();
  }

  /** Reads a shared value as this text; gives the number of the read. */
  read(value: number, text: string): number {
    return this.#run.values.read(value, `value ${value}`, text, undefined);
  }

  /** Writes it; `made`: the read that went into it, 0 if none did. */
  write(value: number, text: string, made: number): void {
    this.#run.values.write(value, `value ${value}`, text, made, undefined);
  }

  spawn(name: string, does: (acts: Acts) => Promise<void>): Stack {
    const { kernel } = this.#run;
    const ident = ++this.#process.nextIdent;
    const made = { madeMs: kernel.time(), by: kernel.current?.actingLane };
    return kernel.processes.addStack(this.#process, ident, name, this.starts(does), kernel.time(), made);
  }

  /** A process of its own, which begins at once; its one stack does this. */
  fork(name: string, does: (acts: Acts) => Promise<void>): void {
    const { kernel } = this.#run;
    const process = kernel.processes.add(this.#process, name);
    const acts = new Acts(this.#run, process);
    kernel.processes.addStack(process, 1, 'MainThread', acts.starts(does), kernel.time(), { madeMs: kernel.time() });
  }

  /** Ends the burst, as each call of the machine does that may wait, and goes on at once. */
  async look(): Promise<number> {
    const { kernel } = this.#run;
    await this.#goOn(kernel.yield((stack) => kernel.goOnNow(stack, undefined), COMPUTING, undefined));
    return kernel.time();
  }

  starts(does: (acts: Acts) => Promise<void>): () => void {
    return () => {
      this.#run.kernel.counting.begin();
      void does(new Acts(this.#run, this.#process)).then(() => {
        this.#run.kernel.ends.returns('');
        this.#run.kernel.ends.returned();
      });
    };
  }

  exit(code: number): void {
    void this.#run.kernel.ends.exit(code);
  }

  async #goOn<T>(promise: Promise<T> | undefined): Promise<T | undefined> {
    if (promise !== undefined) this.gaveUp++;
    const answer = await promise;
    this.#run.kernel.counting.begin();
    return answer;
  }
}

/** Runs a main stack to the end. Real time goes on by `lookMs` whenever the machine looks at it; `begin` lets the main stack in. */
export async function runOnMachine(
  main: (acts: Acts) => Promise<void>,
  changes: DefaultChanges = {},
  lookMs = () => 0,
  begin = (start: () => void, _run: ProgramRun) => start(),
) {
  const options = defaultOptions({ ...changes, machine: { threadStartMs: 0, ...changes.machine } });
  let realMs = 0;
  const host: MachineHost = {
    boot: (process, { entry }) => {
      const start = new Acts(run, process).starts(entry === 'interpreter' ? (acts) => acts.sleep(1e6) : main);
      return Promise.resolve(() => begin(start, run));
    },
    ended: () => {},
    input: () => Promise.resolve(null),
    realNow: () => (realMs += lookMs()),
    breathe: () => {
      told.add(run.kernel.telling.news(run.kernel.now));
      return Promise.resolve();
    },
    rest: (ms) => {
      realMs += ms;
      return Promise.resolve();
    },
  };
  const files = [{ name: 'main.py', text: '' }];
  const run = new ProgramRun(files, options, host);
  const told = new ProgramTrace(files, options);
  const end = await run.run();
  told.add(run.kernel.telling.news(run.kernel.now));
  return { end, told, totalMs: run.kernel.now };
}
