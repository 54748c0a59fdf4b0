/** "What to expect": the prediction in words, before anything ran. */
import { BASELINE } from '../../engines/baseline.ts';
import type { EngineFacts } from '../../engines/facts.ts';
import { formatMs } from '../../scenario/duration.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { liveness, meansHere } from '../../store/machine/liveness.ts';
import { computesHere } from '../../store/state/chosen-engines.ts';
import type { Trace } from '../../trace/trace.ts';
import { countWord, tasksWord } from '../words/names-and-numbers.ts';
import { join, listed, plain, type Sentence, say, strong } from '../words/sentence.ts';
import { placesOf } from './places.ts';
import type { Known, Reason, Subject } from './reason.ts';

/** Small enough to tell task by task. */
const MOST_TOLD = 8;
/** And so many of those that wait, one by one. */
const MOST_IN_WORDS = 3;
/** With more engines than this, their times alone are enough. */
const MOST_IN_TURN = 3;
/** More times than this are told by the least and the most. */
const MOST_TIMES = 4;
/** A sentence has no more words than this. */
const MOST_WORDS = 25;
/** Times this close are the same. */
const SAME = 0.005;
/** A wait up to this share of the run, and up to so many ms, is none: a message, a thread that starts. */
const AT_ONCE = { share: 0.01, ms: 20 };

/** What is said only of engines that compute in turn, hang, or are too much to predict: `expect-rest.ts`. */
export interface Rest {
  eachInTurn(subjects: readonly Subject[]): Sentence;
  /** Of an engine that hangs by prediction. */
  hanging(subject: Subject): Sentence;
  cutOff(subject: Subject, scenario: Scenario): Sentence;
}

/** Undefined where it takes the rest, and that is not given. */
export function whatToExpect(known: Known): Reason | undefined;
export function whatToExpect(known: Known, rest: Rest): Reason;
export function whatToExpect({ scenario, subjects, state }: Known, rest?: Rest): Reason | undefined {
  const title = 'What to expect';
  if (scenario.tasks.length === 0) {
    return {
      title,
      says: [say`There are no tasks, so nothing will run.`],
      notes: [say`Write a line such as sleep 0..4, or choose an example.`],
    };
  }
  const known = subjects.filter(({ predicted }) => predicted);
  if (subjects.length === 0) {
    return {
      title,
      says: [say`No engine is chosen.`],
      notes: [say`Choose one in the list of engines to see what it would do.`],
    };
  }
  const cut = subjects.filter(({ cutOffMs }) => cutOffMs !== undefined);
  if (known.length === 0 && cut.length === 0) return { title, says: [say`The prediction is being computed.`] };
  const computing = computesHere(scenario);
  const ending = known.filter(({ predicted }) => !predicted!.facts.hung);
  const inTurn = computing && ending.length > 1 && ending.length <= MOST_IN_TURN;
  const hanging = known.filter(({ predicted }) => predicted!.facts.hung);
  const says: Sentence[] = [];
  if (!inTurn && ending.length > 0) says.push(together(ending));
  if (inTurn || hanging.length + cut.length > 0) {
    if (!rest) return undefined;
    if (inTurn) says.push(rest.eachInTurn(ending));
    says.push(...hanging.map(rest.hanging), ...cut.map((subject) => rest.cutOff(subject, scenario)));
  }
  const means = meansHere();
  const live = [...known, ...cut].filter(({ engine }) => liveness(engine, means) === true).length;
  const assumed = say`Assumed machine: ${state.machineName}.`;
  if (live === 0) {
    const why = String(liveness((known[0] ?? cut[0]!).engine, means));
    return { title, says, notes: [say`Predicted, not run here: ${why}.`, assumed] };
  }
  if (!computing) {
    return {
      title,
      says,
      notes: [
        say`Press Run, and bars fill the outlines. Then click a bar, or use the arrow keys, to see why its task was late.`,
      ],
    };
  }
  const how =
    live > 1
      ? say`The tasks compute, so the engines run one after another.`
      : say`The tasks really compute on this computer.`;
  return { title, says, notes: [how, assumed] };
}

/** `By prediction all three take 5.00 s:` or a time each; then what happens in one of them. */
function together(subjects: readonly Subject[]): Sentence {
  // One after another is what everybody expects: another engine has more to tell.
  const told = subjects.find(({ engine }) => engine.id !== BASELINE) ?? subjects[0]!;
  return join(times(subjects, told.engine), story(told));
}

function times(subjects: readonly Subject[], { title }: EngineFacts): Sentence {
  const all = subjects.map(({ predicted }) => predicted!.totalMs);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (subjects.length === 1) return say`By prediction it takes ${strong(formatMs(most))}:`;
  if (most - least <= SAME * most) {
    const who = subjects.length === 2 ? 'both' : `all ${countWord(subjects.length)}`;
    return say`By prediction ${who} take ${strong(formatMs(most))}:`;
  }
  const odd = all.findIndex((ms, i) => {
    const others = all.toSpliced(i, 1);
    return Math.max(...others) - Math.min(...others) <= SAME * ms;
  });
  if (odd >= 0 && subjects.length > 2) {
    const { engine } = subjects[odd]!;
    const others = countWord(subjects.length - 1);
    const [own, other] = [all[odd]!, all[odd === 0 ? 1 : 0]!].map((ms) => strong(formatMs(ms)));
    return say`By prediction ${engine.title} takes ${own!} and the other ${others} take ${other!}. With ${title},`;
  }
  if (subjects.length > MOST_TIMES) {
    const [fastest, slowest] = [all.indexOf(least), all.indexOf(most)];
    const [fast, slow] = [subjects[fastest]!.engine.title, subjects[slowest]!.engine.title];
    const extremes = say`${fast} takes least by prediction, ${strong(formatMs(least))}, and ${slow} most, ${strong(formatMs(most))}.`;
    return say`${extremes} With ${title},`;
  }
  const each = subjects.map(
    ({ engine }, i) => say`${engine.title} ${i === 0 ? 'takes ' : ''}${strong(formatMs(all[i]!))}`,
  );
  return say`By prediction ${listed(each)}. With ${title},`;
}

const stories = new WeakMap<Trace, Sentence>();

/** Which tasks start at once, which takes the place of which, and how long each waits. Made once for each prediction: there may be a million attempts. */
function story({ engine, predicted }: Subject): Sentence {
  let told = stories.get(predicted!);
  if (!told) stories.set(predicted!, (told = storyOf(engine, predicted!)));
  return told;
}

function storyOf(engine: EngineFacts, trace: Trace): Sentence {
  const { task, start, submit, attempt } = trace.spans.at;
  const places = placesOf(engine, trace) ?? Number.POSITIVE_INFINITY;
  const waited = (row: number) => start[row]! - submit[row]!;
  const leastMs = noWait(trace);
  const atOnce: number[] = [];
  /** The first of those that begin later: no more are told one by one. */
  const firstLater: number[] = [];
  let later = 0;
  let most = -1;
  for (let row = 0; row < trace.spans.length; row++) {
    if (attempt[row]! > 1) continue;
    if (waited(row) <= leastMs && atOnce.length < places) {
      atOnce.push(row);
      continue;
    }
    if (later++ < MOST_IN_WORDS) firstLater.push(row);
    if (most < 0 || waited(row) > waited(most)) most = row;
  }
  if (later === 0)
    return say`${trace.scenario.tasks.length === 1 ? 'the one task starts' : 'all tasks start'} at once.`;
  const numbers = atOnce.map((row) => task[row]!);
  const starts = say`${tasksWord(trace.scenario, numbers)} ${atOnce.length === 1 ? 'starts' : 'start'} at once`;
  if (trace.spans.length <= MOST_TOLD && later <= MOST_IN_WORDS) {
    const each = firstLater.map((row) => begins(trace, row, atOnce));
    const all = listed(atOnce.length > 0 ? [starts, ...each] : each);
    if (wordsIn(all) <= MOST_WORDS) return say`${all}.`;
  }
  const { id } = trace.scenario.tasks[task[most]!]!;
  const waits = strong(formatMs(waited(most)));
  if (later === 1) return say`${atOnce.length > 0 ? say`${starts}, and ` : ''}task ${id} waits ${waits}.`;
  const others = atOnce.length > 0 ? `the other ${countWord(later)}` : `all ${countWord(later)}`;
  const rest = say`${others} wait, ${id} longest: ${waits}`;
  return atOnce.length > 0 ? say`${starts}, and ${rest}.` : say`${rest}.`;
}

const noWait = ({ totalMs }: Trace): number => Math.min(totalMs * AT_ONCE.share, AT_ONCE.ms);

/** A number and its unit are one word. */
const wordsIn = (sentence: Sentence): number =>
  plain(sentence)
    .replace(/ (?=m?s\b)/g, '')
    .split(' ').length;

/** `4 waits 1.00 s until 1 is done`, `3 takes the place of 0` */
function begins(trace: Trace, row: number, atOnce: readonly number[]): Sentence {
  const { task, start, end, submit } = trace.spans.at;
  const idOf = (other: number) => trace.scenario.tasks[task[other]!]!.id;
  const waited = start[row]! - submit[row]!;
  const leastMs = noWait(trace);
  if (waited <= leastMs) {
    const giver = atOnce.find((other) => end[other]! <= start[row]! && end[other]! >= start[row]! - leastMs);
    return giver === undefined
      ? say`${idOf(row)} follows at once`
      : say`${idOf(row)} takes the place of ${idOf(giver)}`;
  }
  const giver = trace.spans.at.by[row]!;
  return say`${idOf(row)} waits ${strong(formatMs(waited))}${giver < 0 ? '' : ` until ${idOf(giver)} is done`}`;
}
