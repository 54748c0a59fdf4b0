/** The callers' code of the browser's engines: what a file's `main` does. */
import type { Scenario } from '../../scenario/scenario.ts';
import { indented, type TaskData } from './task-data.ts';

/** One line a result, as it comes. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the program's own.
const PRINT = 'console.log(`${new Date().toISOString().slice(11, 23)}: ${result}`);';

/** A pool whose size the scenario leaves open. */
const CORES = 'globalThis.navigator?.hardwareConcurrency ?? 4';

/** How a task ended, and what that lets begin. */
function handle(data: TaskData): string {
  const again = 'if (attempt <= (RETRIES.get(i) ?? 0)) queue.push({ i, attempt: attempt + 1 });';
  const next = `for (const [other, needs] of waiting) {
  needs.delete(i);
  if (needs.size > 0) continue;
  waiting.delete(other);
  queue.push(${data.attempts ? '{ i: other, attempt: 1 }' : 'other'});
}`;
  return [
    'let result: unknown;',
    'try {',
    `  result = await task(${data.attempts ? 'i, attempt' : 'i'});`,
    ...(data.after ? [indented(next)] : []),
    '} catch (error) {',
    '  result = error;',
    ...(data.retries ? [indented(again)] : []),
    '}',
    PRINT,
  ].join('\n');
}

/** All tasks that may begin at once, in order. */
function firstQueue({ after, attempts }: TaskData): string {
  const item = attempts ? '({ i, attempt: 1 })' : 'i';
  if (!after) return `const queue = Array.from({ length: COUNT }, (_, i) => ${item});`;
  return `const waiting = new Map([...AFTER].map(([i, needs]) => [i, new Set(needs)]));
const all = Array.from({ length: COUNT }, (_, i) => ${item});
const queue = all.filter((${attempts ? '{ i }' : 'i'}) => !waiting.has(i));`;
}

/** Takes one after another, and does `body` for each. */
const each = ({ attempts }: TaskData, body: string): string =>
  attempts
    ? `for (let next = queue.shift(); next; next = queue.shift()) {
  const { i, attempt } = next;
${indented(body)}
}`
    : `for (let i = queue.shift(); i !== undefined; i = queue.shift()) {
${indented(body)}
}`;

/** So many loops, each of which takes the next task when it is free. */
export function slots({ workers }: Scenario, data: TaskData): string {
  const size = workers ?? CORES;
  if (!data.after)
    return `${firstQueue(data)}

/** Does one task after another, until none is left. */
async function slot(): Promise<void> {
${indented(each(data, handle(data)))}
}

await Promise.all(Array.from({ length: ${size} }, slot));`;
  const parameter = data.attempts ? '{ i, attempt }: { i: number; attempt: number }' : 'i: number';
  return `${firstQueue(data)}
let free = ${size};

function startWhatMay(): void {
  while (free > 0 && queue.length > 0) {
    free--;
    started.push(run(queue.shift()!));
  }
}

async function run(${parameter}): Promise<void> {
${indented(handle(data))}
  free++;
  startWhatMay();
}

const started: Promise<void>[] = [];
startWhatMay();
for (const one of started) await one;`;
}

/** One after another. */
export const loop = (scenario: Scenario, data: TaskData): string =>
  data.after
    ? slots({ ...scenario, workers: 1 }, data)
    : `${firstQueue(data)}
${each(data, handle(data))}`;

export const SEMAPHORE = `class Semaphore {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(permits: number) {
    this.#free = permits;
  }

  async acquire(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The permit goes to whoever has waited longest. */
  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}`;

/** All tasks at once, each of which must hold a permit. */
export function permits({ workers }: Scenario, data: TaskData): string {
  const once = `await permits.acquire();
try {
  result = await task(i${data.attempts ? `, ${data.retries ? 'attempt' : '1'}` : ''});
} catch (error) {
  result = error;
} finally {
  permits.release();
}
${PRINT}`;
  const body = data.retries
    ? `let result: unknown;
for (let attempt = 1; attempt <= 1 + (RETRIES.get(i) ?? 0); attempt++) {
${indented(once)}
  if (!(result instanceof Error)) break;
}`
    : `let result: unknown;\n${once}`;
  const needs = data.after
    ? `const needs = await Promise.all((AFTER.get(i) ?? []).map((other) => ended[other]));
if (needs.some((one) => one instanceof Error)) return new Error('what it needs has failed');
`
    : '';
  return `const permits = new Semaphore(${workers ?? CORES});
${data.after ? 'const ended: Promise<unknown>[] = [];\n' : ''}
async function limited(i: number): Promise<unknown> {
${indented(needs + body)}
  return result;
}

${
  data.after
    ? `// Those that wait for others look them up later, when all are there.
for (let i = 0; i < COUNT; i++) ended.push(Promise.resolve(i).then(limited));
await Promise.all(ended);`
    : 'await Promise.all(Array.from({ length: COUNT }, (_, i) => limited(i)));'
}`;
}
