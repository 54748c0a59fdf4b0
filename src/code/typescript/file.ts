/** A TypeScript file: what it is and how to run it, tasks, the caller's code, and the trace. */
import type { Scenario } from '../../scenario/scenario.ts';
import { leftOut } from '../task-set.ts';
import { indented, quoted, type TaskData, taskData } from './task-data.ts';

/** What an engine adds to the file. */
export interface Caller {
  readonly engine: string;
  /** First line of the file. */
  readonly title: string;
  /** What stands before `main`. */
  readonly before?: string;
  /** The body of `main`, not indented. */
  readonly main: (data: TaskData) => string;
  /** Tasks are done by so many workers. */
  readonly workers?: string;
}

const SLEEP = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));';

const COMPUTE = `/** Keeps the processor busy. */
function compute(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}`;

const NOW = 'const now = () => performance.timeOrigin + performance.now();';

const WORKERS = `const threads = typeof process === 'object' ? await import('node:worker_threads') : undefined;
// @ts-expect-error: comlink has no types for its adapter to Node.
const adapt = threads && (await import('comlink/dist/esm/node-adapter.mjs')).default;
const isMain = threads ? threads.isMainThread : typeof document === 'object';
const stops: (() => void)[] = [];

/** Starts this file once more, as a worker. */
function startWorker(): Comlink.Remote<typeof work> {
  const url = new URL(import.meta.url);
  const worker = threads ? new threads.Worker(url) : new Worker(url, { type: 'module' });
  stops.push(() => worker.terminate());
  return Comlink.wrap<typeof work>(adapt ? adapt(worker) : worker);
}`;

const traced = (data: TaskData, inWorkers: boolean, isAsync: boolean): string => `${NOW}
${inWorkers ? 'await Promise.all(idle.map(({ length }) => length)); // all workers are there\n' : ''}const began = now();
const spans: object[] = [];

/** Does the work of a task, and notes when and how it ended. */
async function task(i: number${data.attempts ? ', attempt: number' : ', attempt = 1'}): Promise<number> {
${inWorkers ? '  const worker = idle.shift()!;\n' : ''}  const start = now() - began;
  let outcome = 'failed';
  try {
    const result = ${isAsync ? 'await ' : ''}${inWorkers ? 'worker' : 'work'}(i${data.body.includes('attempt') ? ', attempt' : ''});
    outcome = 'ok';
    return result;
  } finally {
${inWorkers ? '    idle.push(worker);\n' : ''}    const end = now() - began;
    const span = { task: ${data.named ? 'NAMES[i]' : 'String(i)'}, lane: 0, attempt, submit: null, start, end, yielded: end, outcome };
    spans.push({ ...span, segments: [] });
  }
}`;

const onIdleWorker = (data: TaskData): string => `/** The worker that has been free for longest does the task. */
async function task(i: number${data.attempts ? ', attempt: number' : ''}): Promise<number> {
  const worker = idle.shift()!;
  try {
    return await worker(i${data.body.includes('attempt') ? ', attempt' : ''});
  } finally {
    idle.push(worker);
  }
}`;

const trace = (engine: string, scenario: string): string => `/** With --trace FILE: what was noted, as a trace. */
async function writeTrace(file: string): Promise<void> {
  const { availableParallelism } = await import('node:os');
  const trace = {
    format: 'concurrency-trace/1',
    source: 'recorded',
    engine: ${quoted(engine)},
    engineVersion: \`Node \${process.version}\`,
    machine: { cores: availableParallelism() },
    scenario: JSON.parse(SCENARIO),
    totalMs: now() - began,
    facts: {},
    spans,
  };
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, JSON.stringify(trace));
}

/** What the trace says was to be run. */
const SCENARIO =${jsonText(scenario)};`;

/** As the formatter writes it: on a line of its own where it is long. */
function jsonText(json: string): string {
  const text = quoted(json);
  return `const SCENARIO = ${text};`.length > 120 ? `\n  ${text}` : ` ${text}`;
}

/** @param withTrace whether it can write a trace; without that it is the shortest program that does these tasks */
export function typescriptFile(
  scenario: Scenario,
  { engine, title, before, main, workers }: Caller,
  withTrace: boolean,
): string {
  const data = taskData(scenario);
  const parameters = data.body.includes('attempt') ? 'i: number, attempt: number' : 'i: number';
  const isAsync = data.body.includes('await ');
  const head = [
    '/**',
    ` * ${title}`,
    ' *',
    ` * Needs Node 20.19 or newer${workers ? ' and comlink (npm i comlink)' : ''}: npx tsx program.mts${withTrace ? ' [--trace FILE]' : ''}. It runs in a page as well.`,
    ...[...leftOut(scenario, false), ...(workers ? noDeaths(scenario) : [])].map((remark) => ` * ${remark}`),
    ' */',
  ];
  // With a trace, or with workers, `task` is what passes it on.
  const plain = !withTrace && !workers;
  const body = `/** One task: put your own work here. */
${isAsync ? 'async ' : ''}function ${plain ? 'task' : 'work'}(${plain && data.attempts && !data.body.includes('attempt') ? 'i: number, _attempt: number' : parameters})${isAsync ? ': Promise<number>' : ': number'} {
${indented(data.body)}
}`;
  const write = `if (typeof process === 'object' && process.argv[2] === '--trace') await writeTrace(process.argv[3]!);`;
  const run = withTrace ? `await main();\n${write}` : 'await main();';
  const sections = [
    ...(data.sleeps ? [SLEEP] : []),
    ...(data.computes ? [COMPUTE] : []),
    body,
    ...(workers ? [WORKERS, `const idle = isMain ? Array.from({ length: ${workers} }, startWorker) : [];`] : []),
    ...(before ? [before] : []),
    `async function main(): Promise<void> {\n${indented(main(data))}\n}`,
    ...(withTrace
      ? [traced(data, workers !== undefined, isAsync || workers !== undefined), trace(engine, JSON.stringify(scenario))]
      : workers
        ? [onIdleWorker(data)]
        : []),
    workers
      ? `if (isMain) {
${indented(run)}
  for (const stop of stops) stop();
} else Comlink.expose(work, threads && adapt ? adapt(threads.parentPort!) : undefined);`
      : run,
  ];
  const imports = workers ? "\n\nimport * as Comlink from 'comlink';" : '';
  // Only a module may await at its top.
  const module = workers ? '' : '\nexport {};\n';
  return `${head.join('\n')}${imports}\n\n${data.constants.join('\n')}\n\n${sections.join('\n\n')}\n${module}`;
}

/** Workers that die under a task are not started anew here. */
const noDeaths = ({ tasks }: Scenario): string[] =>
  tasks.some(({ dies }) => dies) ? ['Left out: a worker that dies. Such a task fails instead.'] : [];
