/** The worker: answers the page's requests, one run at a time. */

import { defaultOptions } from '../default-options.ts';
import type { Boot, MachineHost } from '../machine/host.ts';
import type { ProgramKernel } from '../machine/program-kernel.ts';
import type { ProgramProcess } from '../machine/program-process.ts';
import { EPOCH_MS, ProgramRun } from '../machine/program-run.ts';
import type { Answer, NumberLiteral, Ready, Request, Update } from '../messages.ts';
import { fetchAssets } from './assets.ts';
import { callsOf, callsOfNobody } from './calls.ts';
import { confine } from './confine.ts';
import { type Image, keepImage, keptImage, makeImage } from './image.ts';
import type { PrivateInterface } from './private.ts';
import { fromCopy, fromImage, Slot, serveFromMemory, still } from './slot.ts';
import { Slots } from './slots.ts';

interface Scope {
  postMessage(answer: Answer): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
}
const scope = self as unknown as Scope;
/** Kept here: nothing that a program can reach has it (`confine.ts`). */
const post = scope.postMessage.bind(scope);
const tell = (answer: Answer): void => post(answer);
const updated = (run: number, update: Update): void => tell({ tell: 'update', run, update });

/** Checks that are never used up, and what an interpreter's clock reads when it asks because the checks are. */
const UNCOUNTED = 1_000_000_000;
const ASKS_AT = 50;

/** The signal on which Python calls `tick`. */
const SIGINT = 2;

/** What a new interpreter runs before it serves any program. */
const WARM = `import threading, time
thread = threading.Thread(target=time.sleep, args=[0.001])
thread.start()
thread.join()
print()`;

/** Lets messages in: a task of the worker's own loop. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => {
  for (const go of waiting.splice(0)) go();
};
const macrotask = (): Promise<void> =>
  new Promise((go) => {
    waiting.push(go);
    channel.port2.postMessage(0);
  });

class PythonWorker {
  readonly #image: Image;
  readonly #slots: Slots;
  #slotOf = new Map<ProgramProcess, Slot>();
  #current: { id: number; run: ProgramRun; answer: ((text: string | null) => void) | undefined } | undefined;
  #last: Promise<void> = Promise.resolve();
  #newest = -1;

  constructor(image: Image, make: () => Slot) {
    this.#image = image;
    this.#slots = new Slots(make, (slot) => this.#warm(slot));
  }

  /** Runs after those that were asked for before, which are stopped: only the newest counts. */
  async run(request: Request & { ask: 'run' }): Promise<void> {
    this.#newest = request.run;
    this.cancel(this.#current?.id);
    const before = this.#last;
    this.#last = before.then(() => this.#run(request));
    await this.#last;
  }

  cancel(id: number | undefined): void {
    const current = this.#current;
    if (!current || current.id !== id) return;
    current.run.kernel.stop({ exit: 'stopped', why: 'cancelled', message: 'The run was cancelled.' });
    current.answer?.(null);
  }

  answer(id: number, text: string | null): void {
    if (this.#current?.id === id) this.#current.answer?.(text);
  }

  async #run({ run: id, files, options }: Request & { ask: 'run' }): Promise<void> {
    const asked = performance.now();
    const host: MachineHost = {
      boot: (process, boot) => this.#boot(program, process, boot),
      ended: (process) => this.#ended(process),
      input: (prompt) => this.#input(id, prompt, program),
      realNow: () => performance.now(),
      breathe: async () => {
        updated(id, program.kernel.telling.news(program.kernel.now));
        await macrotask();
      },
      rest: (ms) => new Promise((go) => setTimeout(go, ms)),
    };
    const program = new ProgramRun(files, options, host);
    this.#current = { id, run: program, answer: undefined };
    if (id < this.#newest)
      program.kernel.stop({ exit: 'stopped', why: 'cancelled', message: 'A newer run took its place.' });
    const end = await program.run();
    const { kernel } = program;
    for (const process of this.#slotOf.keys()) this.#ended(process);
    this.#current = undefined;
    updated(id, kernel.telling.news(kernel.now));
    updated(id, {
      kind: 'ended',
      end,
      replay: { seed: options.seed, hash: this.#image.hash },
      tookMs: performance.now() - asked,
      totalMs: kernel.now,
      dropped: kernel.telling.dropped,
    });
  }

  /** Makes the first interpreter. Gives what one check takes here (ns). */
  async begin(): Promise<number> {
    const slot = await this.#slots.take();
    const nsPerCheck = await measure(slot, this.#image);
    this.#slots.giveBack(slot);
    return nsPerCheck;
  }

  async #warm(slot: Slot): Promise<void> {
    const program = new ProgramRun([{ name: 'main.py', text: WARM }], defaultOptions(), {
      boot: (process, boot) => this.#live(slot, program, process, boot),
      ended: (process) => this.#leave(process),
      input: () => Promise.resolve(null),
      realNow: () => performance.now(),
      breathe: macrotask,
      rest: () => Promise.resolve(),
    });
    await program.run();
  }

  async #boot(program: ProgramRun, process: ProgramProcess, boot: Boot): Promise<() => void> {
    const parent = boot.as === 'copy' ? this.#slotOf.get(boot.of) : undefined;
    return this.#live(await this.#slots.take(parent?.hasNewStrings), program, process, boot);
  }

  /** Has a process live in a slot; gives what starts its main stack. */
  async #live(slot: Slot, program: ProgramRun, process: ProgramProcess, boot: Boot): Promise<() => void> {
    const { kernel } = program;
    const crashed = (error: unknown) => {
      // What broke down serves nobody any more.
      this.#slotOf.delete(process);
      kernel.stop({ exit: 'stopped', why: 'crashed', message: `Python itself broke down: ${String(error)}` });
    };
    const parent = boot.as === 'copy' ? this.#slotOf.get(boot.of) : undefined;
    const calls = callsOf(program, process, crashed);
    slot.hooks = {
      time: () => kernel.time(),
      epochMs: EPOCH_MS,
      entropy: () => kernel.entropy(),
      stderr: (text) =>
        kernel.telling.output({
          atMs: kernel.time(),
          stream: 'err',
          text: `${text}\n`,
          lane: kernel.current?.lane ?? 0,
        }),
    };
    const api = await slot.fill(calls, parent ? fromCopy(parent) : fromImage(this.#image.bytes), program.disk);
    this.#slotOf.set(process, slot);
    this.#connect(kernel, process, slot, api);
    return entry(api, boot, crashed);
  }

  /** The interpreter's counter: when it has run out, and only then, Python is to call `tick`. */
  #connect(kernel: ProgramKernel, process: ProgramProcess, { module }: Slot, api: PrivateInterface): void {
    const clock = module.__Py_emscripten_signal_clock >> 2;
    process.interpreter = {
      setChecks: (checks) => {
        module.HEAP32[clock] = checks;
      },
      get checksLeft() {
        return module.HEAP32[clock]!;
      },
      memory: () => module.HEAPU8,
    };
    module.HEAP32[clock] = UNCOUNTED;
    const buffer = {
      get 0() {
        // `PyErr_CheckSignals` looks here as well, at other times.
        if (module.HEAP32[clock] !== ASKS_AT) return 0;
        const stack = kernel.current;
        if (!stack || stack.process !== process || stack.countsFrom === 0) {
          module.HEAP32[clock] = UNCOUNTED;
          return 0;
        }
        // Until `tick` has come that far nothing may be asked again.
        kernel.counting.grantUncounted();
        return SIGINT;
      },
      set 0(_handled: number) {},
    };
    api.setInterruptBuffer(buffer as unknown as Uint8Array);
  }

  #ended(process: ProgramProcess): void {
    const slot = this.#leave(process);
    // Whoever is still to come in would find another program there.
    if (slot && !process.isEntered) this.#slots.giveBack(slot);
  }

  /** Gives the slot in which the process has lived. */
  #leave(process: ProgramProcess): Slot | undefined {
    const slot = this.#slotOf.get(process);
    if (!slot) return undefined;
    this.#slotOf.delete(process);
    process.interpreter = undefined;
    slot.hooks = still();
    return slot;
  }

  #input(id: number, prompt: string, { kernel }: ProgramRun): Promise<string | null> {
    updated(id, kernel.telling.news(kernel.now));
    const at = kernel.current && kernel.current.lane >= 0 ? kernel.telling.placeOf(kernel.current.lane) : undefined;
    updated(id, { kind: 'asks', prompt, at });
    return new Promise((answer) => {
      if (this.#current) this.#current.answer = answer;
    });
  }

  /** @param text a program */
  async numbers(text: string): Promise<NumberLiteral[]> {
    await this.#last;
    const slot = await this.#slots.take();
    const api = await slot.fill(callsOfNobody(), fromImage(this.#image.bytes));
    const rows = String(api.pyimport('overlap.program').numbers(text));
    this.#slots.giveBack(slot);
    if (rows === '') return [];
    return rows.split('\n').map((row) => {
      const [line, column, endColumn, value, negative] = row.split(' ').map(Number) as [
        number,
        number,
        number,
        number,
        number,
      ];
      return { line, column, endColumn, value, ...(negative === 1 && { negative: true as const }) };
    });
  }
}

/** What starts the main stack of a process. */
function entry(api: PrivateInterface, boot: Boot, crashed: (error: unknown) => void): () => void {
  const program = api.pyimport('overlap.program');
  const names = {
    main: 'run_main',
    spawn: 'run_spawned',
    server: 'run_server',
    fork: 'run_forked',
    served: 'run_served',
    interpreter: 'run_interpreter',
  };
  const begin = program[names[boot.entry]] as { callPromising(...values: unknown[]): Promise<unknown> };
  const takesData = boot.entry === 'spawn' || boot.entry === 'served' || boot.entry === 'interpreter';
  return () => {
    begin.callPromising(...(takesData ? [boot.data] : [])).catch(crashed);
  };
}

async function prepare(): Promise<PythonWorker> {
  const loading = (bytes: number, ofBytes: number) =>
    tell({ tell: 'loading', loading: { stage: 'fetching', bytes, ofBytes } });
  const [assets, kept] = await Promise.all([fetchAssets(loading), keptImage()]);
  serveFromMemory(assets);
  const left = confine();
  if (left.length > 0) throw new Error(`this browser does not let go of ${left.join(', ')}`);
  if (!kept) tell({ tell: 'loading', loading: { stage: 'making the memory image' } });
  const image = kept ?? (await makeImage(assets, callsOfNobody()));
  if (!kept) void keepImage(image);
  else tell({ tell: 'loading', loading: { stage: 'starting Python' } });
  const size = Math.ceil((image.bytes.length - 65536) / 65536) * 65536;
  const python = new PythonWorker(image, () => new Slot(assets, size));
  const nsPerCheck = await python.begin();
  tell({ tell: 'loading', loading: { stage: 'ready' } });
  const ready: Ready = { hash: image.hash, python: '3.14.2', cached: kept !== undefined, nsPerCheck };
  tell({ tell: 'ready', ready });
  return python;
}

/** What one check takes here (ns): the best of three loops. */
async function measure(slot: Slot, image: Image): Promise<number> {
  const api = await slot.fill(callsOfNobody(), fromImage(image.bytes));
  const rounds = 200_000;
  slot.module.HEAP32[slot.module.__Py_emscripten_signal_clock >> 2] = UNCOUNTED;
  const loop = api.runPython(`def _():\n  x = 0\n  for i in range(${rounds}): x += i\n_`);
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3; time++) {
    const since = performance.now();
    loop();
    best = Math.min(best, performance.now() - since);
  }
  return (best * 1e6) / rounds;
}

let worker: Promise<PythonWorker> | undefined;

scope.onmessage = ({ data }) => void answer(data);

async function answer(request: Request): Promise<void> {
  try {
    worker ??= prepare();
    const python = await worker;
    switch (request.ask) {
      case 'prepare':
        break;
      case 'run':
        await python.run(request);
        break;
      case 'cancel':
        python.cancel(request.run);
        break;
      case 'input':
        python.answer(request.run, request.text);
        break;
      case 'numbers':
        tell({ tell: 'numbers', id: request.id, numbers: await python.numbers(request.text) });
    }
  } catch (error) {
    tell({ tell: 'refused', why: whyNot(error) });
  }
}

/** Browsers say little of a file that did not come. */
function whyNot(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return /fetch|network|import/i.test(said)
    ? `its files did not come, since there is no network or a newer version of the page is on the server (${said})`
    : said;
}
