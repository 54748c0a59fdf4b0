import { knobText } from './knob-text.ts';
import { isKnob, knobIn, knobNames } from './knobs.ts';
import { KNOWN_MEMBERS } from './members.ts';
import { type Scenario, type Segment, type TaskSpec, victimOf } from './scenario.ts';
import { idText, isBareWord } from './tokens.ts';

/**
 * A scenario as notation: runs of equal tasks as `8 x ...`, whole-second ladders as `sleep 0..4`, knobs first.
 * `parseNotation(printNotation(s)).scenario` equals `s` for every scenario that `validateScenario` or `parseNotation` gave.
 */
export function printNotation(scenario: Scenario): string {
  const references = new References(scenario.tasks);
  const lines = knobLines(scenario);
  const { tasks } = scenario;
  for (let from = 0; from < tasks.length; ) {
    const task = tasks[from] as TaskSpec;
    const [count, work] = runAt(tasks, from);
    const head = headOf(task, task.id === String(from), references);
    lines.push(`${head}${work}${optionsOf(task)}`);
    from += count;
  }
  for (const kill of scenario.kills ?? []) {
    const [whose, task] = victimOf(kill);
    lines.push(`kill ${whose === 'hostOf' ? 'host' : 'worker'} of ${idText(task)} at ${durationText(kill.atMs)}`);
  }
  const { stopWorkers } = scenario;
  if (stopWorkers) lines.push(`${stopWorkers.how} workers at ${durationText(stopWorkers.atMs)}`);
  for (const { name, atMs, pool } of scenario.jobs ?? []) {
    const at = atMs === undefined ? '' : ` at ${durationText(atMs)}`;
    lines.push(`job ${wordText(name)}${at}${pool === undefined ? '' : ` pool ${wordText(pool)}`}`);
  }
  for (const ids of scenario.together ?? []) lines.push(`together ${ids.map(idText).join(', ')}`);
  pushExtras(scenario, lines);
  return lines.join('\n');
}

function knobLines(scenario: Scenario): string[] {
  const lines: string[] = [];
  for (const name of knobNames()) {
    const value = knobIn(scenario, name);
    if (value !== undefined) lines.push(`${name === 'workers' ? 'pool' : name} ${knobText(name, value)}`);
  }
  return lines;
}

/** How many tasks from `from` on one line can stand for, and its count and segments. */
function runAt(tasks: readonly TaskSpec[], from: number): [count: number, work: string] {
  const first = tasks[from] as TaskSpec;
  const counts = first.id === String(from);
  let equal = 1;
  while (counts && continues(tasks, from, equal) && sameSegments(first.segments, tasks[from + equal]?.segments ?? []))
    equal++;
  if (equal > 1) return [equal, `${equal} x ${segmentsText(first.segments)}`];
  const start = wholeSeconds(first);
  let rungs = 1;
  while (
    counts &&
    start !== undefined &&
    continues(tasks, from, rungs) &&
    wholeSeconds(tasks[from + rungs] as TaskSpec) === start + rungs
  ) {
    rungs++;
  }
  if (rungs > 2) return [rungs, `${first.segments[0]?.kind} ${start}..${(start as number) + rungs - 1}`];
  return [1, segmentsText(first.segments)];
}

/** Whether task `from + k` counts as its own id and differs from task `from` in nothing but, maybe, its segments. */
function continues(tasks: readonly TaskSpec[], from: number, k: number): boolean {
  const task = tasks[from + k];
  const first = tasks[from] as TaskSpec;
  return (
    task !== undefined &&
    task.id === String(from + k) &&
    task.segments.length === first.segments.length &&
    task.segments[0]?.kind === first.segments[0]?.kind &&
    task.group === first.group &&
    task.retry === first.retry &&
    sameAttempts(task.dies, first.dies) &&
    task.cpus === first.cpus &&
    task.actor === first.actor &&
    task.delayMs === first.delayMs &&
    task.priority === first.priority &&
    task.job === first.job &&
    sameSegmentsOf(task.segmentsOf, first.segmentsOf) &&
    task.gets === undefined &&
    first.gets === undefined &&
    sameAttempts(task.fails, first.fails) &&
    (task.after === first.after || (listOf(task.after) && listOf(first.after) && sameList(task.after, first.after)))
  );
}

type Attempts = TaskSpec['fails'];

function sameAttempts(a: Attempts, b: Attempts): boolean {
  return a === b || (listOf(a) && listOf(b) && sameList(a, b));
}

function listOf<T>(value: boolean | readonly T[] | undefined): value is readonly T[] {
  return typeof value === 'object';
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, k) => value === b[k]);
}

function sameSegments(a: readonly Segment[], b: readonly Segment[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every(({ kind, ms, lock }, k) => kind === b[k]?.kind && ms === b[k].ms && lock === b[k].lock))
  );
}

function sameSegmentsOf(a: TaskSpec['segmentsOf'], b: TaskSpec['segmentsOf']): boolean {
  if (a === b) return true;
  if (!a || !b || Object.keys(a).length !== Object.keys(b).length) return false;
  return Object.entries(a).every(([attempt, segments]) => b[attempt] && sameSegments(segments, b[attempt]));
}

/** Seconds of a task with one segment of whole seconds, a million at most. */
function wholeSeconds({ segments }: TaskSpec): number | undefined {
  const ms = segments.length === 1 && segments[0]?.lock === undefined ? (segments[0]?.ms ?? -1) : -1;
  return ms >= 0 && ms % 1000 === 0 && ms <= 1e9 ? ms / 1000 : undefined;
}

function segmentsText(segments: readonly Segment[]): string {
  return segments.length === 0 ? 'nothing' : segments.map(segmentText).join(', ');
}

const segmentText = ({ kind, ms, lock }: Segment): string =>
  `${kind} ${durationText(ms)}${lock === undefined ? '' : ` lock ${wordText(lock)}`}`;

function durationText(ms: number): string {
  return ms > 0 && ms % 1000 === 0 && ms <= 1e9 ? `${ms / 1000}s` : `${ms}ms`;
}

function headOf(task: TaskSpec, counts: boolean, references: References): string {
  const id = counts ? '' : `${idText(task.id)} `;
  const group = task.group === undefined ? '' : groupText(task.group);
  const after = task.after === undefined || task.after.length === 0 ? '' : `after ${references.textOf(task.after)}`;
  const actor = task.actor === undefined ? '' : `on ${wordText(task.actor)}`;
  const head = [group, actor, after].filter((part) => part !== '').join(' ');
  return head === '' ? id : `${id}${head}: `;
}

function groupText(group: string): string {
  return isBareWord(group) && group !== 'after' && group !== 'name' && group !== 'on' ? group : JSON.stringify(group);
}

function wordText(word: string): string {
  return isBareWord(word) && word !== 'after' ? word : JSON.stringify(word);
}

function optionsOf({ fails, retry, dies, cpus, gets, delayMs, priority, job, segmentsOf }: TaskSpec): string {
  let text = '';
  if (fails === true) text += ' fails';
  else if (listOf(fails) && fails.length > 0) text += ` fails on ${fails.join(', ')}`;
  if (retry !== undefined && retry > 0) text += ` retry ${retry}`;
  if (dies === true) text += ' dies';
  else if (listOf(dies) && dies.length > 0) text += ` dies on ${dies.join(', ')}`;
  if (cpus !== undefined) text += ` needs ${cpus} cpu`;
  if (gets !== undefined && gets.length > 0) text += ` gets ${gets.map(idText).join(', ')}`;
  if (delayMs !== undefined) text += ` delay ${durationText(delayMs)}`;
  if (priority !== undefined) text += ` priority ${priority}`;
  if (job !== undefined) text += ` job ${wordText(job)}`;
  for (const [attempt, segments] of Object.entries(segmentsOf ?? {}))
    text += ` attempt ${attempt} takes ${segmentsText(segments)}`;
  return text;
}

/** Says lists of ids by groups where it can. */
class References {
  private readonly groupOf = new Map<string, string>();
  private readonly members = new Map<string, string[]>();
  private readonly texts = new Map<readonly string[], string>();

  constructor(tasks: readonly TaskSpec[]) {
    if (!tasks.some(({ after }) => after !== undefined)) return;
    for (const { id, group } of tasks) {
      if (group === undefined) continue;
      this.groupOf.set(id, group);
      const members = this.members.get(group);
      if (members) members.push(id);
      else this.members.set(group, [id]);
    }
  }

  textOf(ids: readonly string[]): string {
    let text = this.texts.get(ids);
    if (text === undefined) {
      text = this.say(ids);
      this.texts.set(ids, text);
    }
    return text;
  }

  private say(ids: readonly string[]): string {
    const said: string[] = [];
    for (let k = 0; k < ids.length; ) {
      const id = ids[k] as string;
      const group = this.groupOf.get(id);
      const members = group === undefined ? [] : (this.members.get(group) as string[]);
      if (group !== undefined && id === members[0] && members.every((member, i) => member === ids[k + i])) {
        said.push(groupText(group));
        k += members.length;
        continue;
      }
      let run = 1;
      const first = /^(?:0|[1-9]\d{0,14})$/.test(id) ? Number(id) : Number.NaN;
      while (ids[k + run] === String(first + run)) run++;
      said.push(run > 2 ? `${idText(id)}..${first + run - 1}` : idText(id));
      k += run > 2 ? run : 1;
    }
    return said.join(', ');
  }
}

/** Lines for members that the notation has no word for. */
function pushExtras(scenario: Scenario, lines: string[]): void {
  const say = (path: string, value: object, known: (name: string) => boolean) => {
    const names = Object.keys(value);
    if (names.every(known)) return;
    const members = Object.fromEntries(Object.entries(value).filter(([name, of]) => !known(name) && of !== undefined));
    if (Object.keys(members).length > 0) lines.push(`extra ${path} ${JSON.stringify(members)}`);
  };
  say('scenario', scenario, (name) => KNOWN_MEMBERS.scenario.has(name) || isKnob(name));
  const has = (names: ReadonlySet<string>) => (name: string) => names.has(name);
  const [ofTask, ofSegment, ofKill] = [has(KNOWN_MEMBERS.task), has(KNOWN_MEMBERS.segment), has(KNOWN_MEMBERS.kill)];
  scenario.tasks.forEach((task, k) => {
    say(`tasks[${k}]`, task, ofTask);
    task.segments.forEach((segment, s) => {
      say(`tasks[${k}].segments[${s}]`, segment, ofSegment);
    });
  });
  scenario.kills?.forEach((kill, k) => {
    say(`kills[${k}]`, kill, ofKill);
  });
}
