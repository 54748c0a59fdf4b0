/**
 * A program of a simple shape as a task set: one function that only sleeps, called for each of some items by one of Python's tools. What does
 * more than that is no such shape, and none is made up: the answer is then undefined.
 */

import { MAX_TASKS } from '../../scenario/bounds.ts';
import type { Draft } from '../../scenario/draft.ts';

/** The tool by what the text calls; the first that fits. */
const TOOLS: readonly (readonly [engine: string, ...calls: RegExp[]])[] = [
  ['ThreadPoolExecutor.as_completed', /\bThreadPoolExecutor\(/, /\bas_completed\(/],
  ['ThreadPoolExecutor.map', /\bThreadPoolExecutor\(/, /\.map\(/],
  ['ProcessPoolExecutor.as_completed', /\bProcessPoolExecutor\(/, /\bas_completed\(/],
  ['ProcessPoolExecutor.map', /\bProcessPoolExecutor\(/, /\.map\(/],
  ['InterpreterPoolExecutor.as_completed', /\bInterpreterPoolExecutor\(/, /\bas_completed\(/],
  ['InterpreterPoolExecutor.map', /\bInterpreterPoolExecutor\(/, /\.map\(/],
  ['multiprocessing.Pool.imap_unordered', /\bPool\(/, /\.imap_unordered\(/],
  ['multiprocessing.Pool.imap', /\bPool\(/, /\.imap\(/],
  ['multiprocessing.Pool.map', /\bPool\(/, /\.map\(/],
  ['multiprocessing.Process', /\bProcess\(target=/],
  ['threading.Thread', /\bThread\(target=/],
  ['asyncio.TaskGroup', /\basyncio\.TaskGroup\(/],
  ['asyncio.to_thread', /\basyncio\.to_thread\(/],
  ['asyncio.as_completed', /\basyncio\.as_completed\(/],
  ['asyncio.eager', /\beager_task_factory\b/, /\basyncio\.gather\(/],
  ['asyncio.gather.return_exceptions', /\basyncio\.gather\(.*return_exceptions=True/],
  ['asyncio.gather', /\basyncio\.gather\(/],
  ['event-loop', /\brun_until_complete\(/],
];

/** How the function and its items are named where it is called for each of them. */
const CALLS: readonly RegExp[] = [
  /\.(?:map|imap|imap_unordered)\(\s*(?<work>\w+),\s*(?<items>\w+\([^()]*\)|\[[^\]]*\]|\w+)/,
  /\b(?:submit|to_thread)\(\s*(?<work>\w+),\s*(?<item>\w+)\)\s+for \k<item> in (?<items>range\([^()]*\)|\[[^\]]*\]|\([^()]*\)|\w+)/,
  /\btarget=(?<work>\w+), args=[[(](?<item>\w+),?[\])]\)\s+for \k<item> in (?<items>range\([^()]*\)|\[[^\]]*\]|\([^()]*\)|\w+)/,
  /^(?<indent> *)for (?<item>\w+) in (?<items>.+):\n(?:\k<indent> +.*\n)*?\k<indent> +.*\btarget=(?<work>\w+), args=[[(]\k<item>,?[\])]/m,
  /\b(?:create_task\()?(?<work>\w+)\((?<item>\w+)\)\)?\s+for \k<item> in (?<items>range\([^()]*\)|\[[^\]]*\]|\([^()]*\)|\w+)/,
];

export function asTasks(text: string): Draft | undefined {
  const code = text.replace(/^\s*"""[\s\S]*?"""/, '').replace(/#.*$/gm, '');
  const tool = TOOLS.find(([, ...calls]) => calls.every((call) => call.test(code)));
  // A second tool, or anything that tasks of a scenario do not have.
  if (!tool || /\b(?:Lock|Queue|Event|Condition|Barrier|Semaphore|input)\(/.test(code)) return undefined;
  const called = CALLS.map((call) => call.exec(code)?.groups).find((groups) => groups);
  const items = called && valuesOf(called.items!, code);
  const sleeps = called && sleepsOf(called.work!, code);
  if (!items || !sleeps || items.length === 0 || items.length > MAX_TASKS) return undefined;
  const lines: string[] = [];
  for (const item of items) {
    const parts = sleeps.times.map((time) => numberOf(time, { [sleeps.parameter]: item }, code));
    if (parts.some((seconds) => seconds === undefined)) return undefined;
    // A negative time raises at once.
    const line = parts.some((seconds) => seconds! < 0)
      ? 'sleep 0 fails'
      : parts.map((seconds) => `sleep ${tidy(seconds!)}`).join(', ');
    lines.push(line);
  }
  const workers = workersOf(code);
  return {
    text: [...(workers ? [`pool ${workers}`] : []), ...folded(lines)].join('\n'),
    // The page's CPython.
    knobs: { python: '3.14' },
    engines: [tool[0]],
  };
}

const tidy = (seconds: number): string => String(Number(seconds.toFixed(6)));

/** Equal lines that follow each other as one. */
function folded(lines: readonly string[]): string[] {
  const out: { line: string; times: number }[] = [];
  for (const line of lines) {
    const last = out.at(-1);
    if (last?.line === line) last.times++;
    else out.push({ line, times: 1 });
  }
  return out.map(({ line, times }) => (times === 1 ? line : `${times} x ${line}`));
}

function workersOf(code: string): number | undefined {
  const given = /(?:Executor|\bPool)\(\s*(?:max_workers=|processes=)?(\w+)/.exec(code)?.[1];
  return given === undefined ? undefined : numberOf(given, {}, code);
}

/** What a function of one parameter sleeps, in turn, if it does nothing else that takes time. */
function sleepsOf(name: string, code: string): { parameter: string; times: string[] } | undefined {
  const found = new RegExp(
    `^( *)(?:async )?def ${name}\\((\\w+)(?:=[^,)]*)?\\):\\n((?:\\1 +.*\\n|\\s*\\n)+)`,
    'm',
  ).exec(code);
  if (!found) return undefined;
  const times: string[] = [];
  for (const line of found[3]!.split('\n').map((one) => one.trim())) {
    if (line === '' || /^(?:return\b|print\(|"""|pass$)/.test(line)) continue;
    const sleep = /^(?:await )?(?:time|asyncio)\.sleep\((.*)\)$/.exec(line);
    if (!sleep) return undefined;
    times.push(sleep[1]!);
  }
  return { parameter: found[2]!, times };
}

/** The items: a range, a list of numbers, or a name for one. */
function valuesOf(text: string, code: string): number[] | undefined {
  const asked = text.trim();
  const range = /^range\(([^()]*)\)$/.exec(asked);
  if (range) {
    const given = range[1]!.split(',').map((one) => numberOf(one, {}, code));
    if (given.some((one) => one === undefined)) return undefined;
    const [from, to, step] = given.length === 1 ? [0, given[0]!, 1] : [given[0]!, given[1]!, given[2] ?? 1];
    if (!(step > 0) || (to - from) / step > MAX_TASKS) return undefined;
    return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, n) => from + n * step);
  }
  const list = /^[[(]([^[\]()]*)[\])]$/.exec(asked);
  if (list) {
    const given = list[1]!
      .split(',')
      .filter((one) => one.trim() !== '')
      .map((one) => numberOf(one, {}, code));
    return given.some((one) => one === undefined) ? undefined : (given as number[]);
  }
  const named = /^[A-Za-z_]\w*$/.test(asked) ? constant(asked, code) : undefined;
  return named === undefined || named === asked ? undefined : valuesOf(named, code);
}

/** What a name is set to, where that happens once. */
function constant(name: string, code: string): string | undefined {
  const all = [...code.matchAll(new RegExp(`^ *${name} = (\\[\\n(?: {4}.*\\n)+\\]|.+)$`, 'gm'))];
  return all.length === 1 ? all[0]![1]!.replace(/\s*\n\s*/g, ' ').trim() : undefined;
}

/** A sum or product of numbers, the parameter, and items of constant lists. */
function numberOf(text: string, known: Readonly<Record<string, number>>, code: string): number | undefined {
  const parts = text.trim().split(/\s*([*/+-])\s*(?![^[]*\])/);
  let value = atom(parts[0]!, known, code);
  for (let at = 1; at < parts.length && value !== undefined; at += 2) {
    const other = atom(parts[at + 1]!, known, code);
    // Points before lines: what mixes them is no simple shape.
    if (other === undefined || (at > 1 && isSum(parts[1]!) !== isSum(parts[at]!))) return undefined;
    value = { '*': value * other, '/': value / other, '+': value + other, '-': value - other }[parts[at]!]!;
  }
  return value;
}

const isSum = (sign: string): boolean => sign === '+' || sign === '-';

function atom(text: string, known: Readonly<Record<string, number>>, code: string): number | undefined {
  if (/^\d[\d_]*(?:\.\d*)?$|^\.\d+$/.test(text)) return Number(text.replaceAll('_', ''));
  const value = known[text];
  if (value !== undefined) return value;
  const item = /^(\w+)\[(\w+)\]$/.exec(text);
  if (item) return valuesOf(item[1]!, code)?.[known[item[2]!] ?? Number.NaN];
  const named = /^[A-Za-z_]\w*$/.test(text) ? constant(text, code) : undefined;
  return named === undefined || named === text ? undefined : numberOf(named, {}, code);
}
