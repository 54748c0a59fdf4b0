/** "Why was worker 2 idle?": an empty stretch of a lane, and the run's idle time by cause. */
import type { EngineFacts } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { IdleStretch } from '../../store/state/state.ts';
import { type Idle, type IdleCause, type IdlePart, idleAt, idleByCause } from '../../trace/queries/idle.ts';
import type { Trace } from '../../trace/trace.ts';
import type { StretchKind } from '../marks/kinds.ts';
import { whatOf } from '../marks/kinds.ts';
import { IDLE_WORDS } from '../words/idle-words.ts';
import { laneName } from '../words/lane-name.ts';
import { countWord, nameOf, percent, tasksWord } from '../words/names-and-numbers.ts';
import { join, listed, type Sentence, say, strong } from '../words/sentence.ts';
import { placesOf } from './places.ts';
import type { LabelledStretch, Reason, Subject } from './reason.ts';
import { attemptName } from './stand-outs.ts';

/** Parts and causes told: no more than these, and none below this share. */
const MOST = 3;
const LEAST_SHARE = 0.01;

const KINDS: Readonly<Record<IdleCause, StretchKind>> = {
  'start-up': 'thin',
  'hand-over': 'thin',
  queued: 'place',
  dependency: 'others',
  caller: 'thin',
  nothing: 'thin',
  ended: 'thin',
};

/** Undefined where the stretch is no longer empty: the run goes on, or another took its place. */
export function whyIdle({ engine, measured, predicted }: Subject, idle: IdleStretch): Reason | undefined {
  const trace = measured ?? predicted;
  const found = trace && idleAt(trace, idle.lane, (idle.fromMs + idle.toMs) / 2);
  if (!found) return undefined;
  const name = laneName(engine.lanes, found.lane, trace);
  const from = say`from ${formatMs(found.fromMs)} to ${formatMs(found.toMs)}`;
  const ms = strong(formatMs(found.toMs - found.fromMs));
  return {
    title: `Why was ${name} idle?`,
    about: nameOf(engine),
    says: [join(say`Idle ${ms}, ${from}: ${idleSays(found, trace, engine)}.`, after(found, trace))],
    line: found.parts.map((part): LabelledStretch => {
      return { kind: KINDS[part.why], cause: undefined, ms: part.toMs - part.fromMs, label: IDLE_WORDS[part.why] };
    }),
    notes: [inAll(trace, engine)],
  };
}

/** `nothing queued`, `3 tasks queued, worker starting`, `2 wait for task 4`; several where one is not most of it. */
function idleSays(idle: Idle, trace: Trace, engine: EngineFacts): Sentence {
  const whole = idle.toMs - idle.fromMs;
  const worth = idle.parts.filter(({ fromMs, toMs }) => toMs - fromMs >= whole * LEAST_SHARE);
  if (worth.length < 2) return partSays(longest(idle.parts), idle, trace, engine);
  const main = longest(worth);
  const told = worth.slice(0, MOST).map((part) => {
    const says = part === main ? partSays(part, idle, trace, engine) : say`${IDLE_WORDS[part.why]}`;
    return say`${formatMs(part.toMs - part.fromMs)} ${says}`;
  });
  if (worth.length > MOST) told.push(say`${worth.length - MOST} more stretches`);
  return listed(told);
}

function partSays({ why }: IdlePart, idle: Idle, trace: Trace, engine: EngineFacts): Sentence {
  const { queued, dependents, waitingFor } = idle;
  const count = queued === 1 ? 'one task queued' : `${countWord(queued)} tasks queued`;
  const place = engine.lanes.one;
  switch (why) {
    case 'start-up':
      return queued > 0 ? say`${count}, ${place} starting` : say`${place} starting`;
    case 'hand-over':
      return say`${attemptName(trace, idle.after)} was on its way${lastWait(trace, idle.after)}`;
    case 'queued': {
      const own = idle.after >= 0 && engine.lanes.perTask ? lastWait(trace, idle.after) : '';
      if (own) return say`${attemptName(trace, idle.after)} had yet to begin${own}`;
      return say`${count}, none of them handed to it`;
    }
    case 'dependency': {
      const wait = dependents === 1 ? 'one waits' : `${countWord(dependents)} wait`;
      return waitingFor.length > 0
        ? say`${wait} for ${tasksWord(trace.scenario, waitingFor)}`
        : say`${wait} for other tasks`;
    }
    case 'caller':
      return say`the caller had not handed over all tasks`;
    case 'nothing':
      return say`nothing queued`;
    case 'ended':
      return idle.before >= 0 && idle.toMs < trace.totalMs + 1e-9 && engine.lanes.perTask
        ? say`${attemptName(trace, idle.before)} had ended`
        : say`all tasks had ended`;
  }
}

/** `, waiting for a permit`: the longest of what the next attempt waited for. */
function lastWait(trace: Trace, row: number): string {
  let [most, found] = [0, -1];
  trace.eachWait(row, (cause, _from, _to, ms) => {
    if (ms > most) [most, found] = [ms, cause];
  });
  const cause = trace.causes[found];
  return cause ? `, waiting for ${whatOf(cause)}` : '';
}

const longest = (parts: readonly IdlePart[]): IdlePart =>
  parts.reduce((most, part) => (part.toMs - part.fromMs > most.toMs - most.fromMs ? part : most));

function after(idle: Idle, trace: Trace): Sentence | undefined {
  if (idle.after < 0) return undefined;
  return say`Then ${attemptName(trace, idle.after)} began.`;
}

/** `the loop’s`, `three workers’` */
function whoseTime({ lanes: { perTask, one, many } }: EngineFacts, lanes: number): string {
  if (lanes === 1) return `the one ${perTask ? 'lane' : one}’s`;
  return `${countWord(lanes)} ${perTask ? 'lanes' : many}’`;
}

/** `In all, 33 % of three workers’ time was idle: 5.00 s nothing queued.` */
function inAll(trace: Trace, engine: EngineFacts): Sentence {
  const places = engine.lanes.perTask ? undefined : placesOf(engine, trace);
  const { lanes, makespanMs, idleMs } = idleByCause(trace, places);
  const causes = (Object.entries(idleMs) as [IdleCause, number][]).sort((a, b) => b[1] - a[1]);
  const idle = causes.reduce((sum, [, ms]) => sum + ms, 0);
  const whose = whoseTime(engine, lanes);
  if (idle === 0) return say`In all, none of ${whose} time was idle.`;
  const told = causes
    .filter(([, ms], i) => i < MOST && ms >= idle * LEAST_SHARE)
    .map(([why, ms]) => say`${formatMs(ms)} ${IDLE_WORDS[why]}`);
  return say`In all, ${percent(idle / (lanes * makespanMs))} of ${whose} time was idle: ${listed(told)}.`;
}
