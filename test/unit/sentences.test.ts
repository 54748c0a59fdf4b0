import { expect, test } from 'vitest';
import type { EngineFacts } from '../../src/engines/facts.ts';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { SPARK_PRESETS } from '../../src/scenario/spark-presets.ts';
import { summary } from '../../src/scenario/summary.ts';
import type { RunState } from '../../src/store/state/state.ts';
import { compareRuns } from '../../src/trace/compare/compare-runs.ts';
import { differencesOf } from '../../src/trace/compare/differences.ts';
import { standOuts } from '../../src/trace/compare/stand-outs.ts';
import { idleAt } from '../../src/trace/queries/idle.ts';
import { eventsOf, nextTold } from '../../src/trace/queries/replay.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { idleSays } from '../../src/ui/dock/idle-says.ts';
import { inShort } from '../../src/ui/dock/stand-out-short.ts';
import { wordsOf } from '../../src/ui/instrument/event-words.ts';
import { changes, counts, makespans } from '../../src/ui/panels/compare/words.ts';
import { reasonFor } from '../../src/ui/reason/choose.ts';
import { difference } from '../../src/ui/reason/difference.ts';
import type { Known, Reason, Subject } from '../../src/ui/reason/reason.ts';
import { standOutSays } from '../../src/ui/reason/stand-outs.ts';
import { lastRunChip } from '../../src/ui/stage/last-run-words.ts';
import type { Picture } from '../../src/ui/timeline/model/picture.ts';
import { Deliveries, standingOf } from '../../src/ui/timeline/model/standing.ts';
import { lastRunStands } from '../../src/ui/timeline/rows/last-run-words.ts';
import { plain, type Sentence } from '../../src/ui/words/sentence.ts';
import { knownState } from '../known-state.ts';
import { mistakesIn, mistakesInSentences } from './grammar.ts';
import { cutAt } from './partial-trace.ts';

const MACHINES = [
  { cores: 2 },
  { cores: 2, speed: 0.8, messageRoundTripMs: 2, threadStartMs: 0.3, forkStartMs: 3 },
] as const;
const ENDED: RunState = { kind: 'finished', tookMs: 5000, oneByOne: false, hidden: false };

/** Every sentence that was made, with the mistakes in it: `mistake: sentence`. */
class Reader {
  read = 0;
  readonly mistakes = new Map<string, string>();

  words(text: string, from: string): void {
    this.#note(text, mistakesIn(text), from);
  }

  sentence(sentence: Sentence | undefined, from: string): void {
    if (sentence) this.#note(plain(sentence), mistakesInSentences(plain(sentence)), from);
  }

  reason({ title, about, says, notes, line, proposal }: Reason, from: string): void {
    this.words(title, from);
    if (!/^[\p{Lu}]|^(?:asyncio|multiprocessing|ray|threading)\./u.test(title))
      this.#note(title, ['a small first letter'], from);
    if (about) this.words(about, from);
    for (const one of [...says, ...(notes ?? [])]) this.sentence(one, from);
    for (const { label } of line ?? []) this.words(label, from);
    if (proposal) this.sentence(proposal.says, from);
  }

  #note(text: string, mistakes: readonly string[], from: string): void {
    this.read++;
    for (const mistake of mistakes) {
      const kind = `${mistake}: ${text.replaceAll(/[\d.,]*\d/g, '0')}`;
      if (!this.mistakes.has(kind)) this.mistakes.set(kind, `${mistake} (${from}): ${text}`);
    }
  }
}

function predicted(engine: EngineFacts, scenario: Scenario, machine: (typeof MACHINES)[number]): Trace | undefined {
  try {
    return predict(engineById(engine.id), scenario, machine);
  } catch (error) {
    // An engine that takes the whole list in one call refuses `after` and `retry`.
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

const STATES: readonly (readonly [string, (whole: Trace) => { run: RunState; measured: Trace | undefined }])[] = [
  ['before', () => ({ run: { kind: 'ready' }, measured: undefined })],
  ['starting', () => ({ run: { kind: 'starting' } as RunState, measured: undefined })],
  ['just begun', (whole) => ({ run: running(whole), measured: cutAt(whole, 0, 'running') })],
  ['running', (whole) => ({ run: running(whole), measured: cutAt(whole, whole.totalMs * 0.45, 'running') })],
  [
    'cancelled at once',
    (whole) => ({ run: { kind: 'cancelled', atMs: 0 } as RunState, measured: cutAt(whole, 0, 'cancelled') }),
  ],
  [
    'cancelled',
    (whole) => ({
      run: { kind: 'cancelled', atMs: whole.totalMs * 0.6 } as RunState,
      measured: cutAt(whole, whole.totalMs * 0.6, 'cancelled'),
    }),
  ],
  [
    'ended',
    (whole) => ({
      run: whole.facts.hung ? ({ kind: 'hung', engines: [whole.engine] } as unknown as RunState) : ENDED,
      measured: whole,
    }),
  ],
];
const running = ({ engine }: Trace) => ({ kind: 'running', now: [engine], oneByOne: false }) as unknown as RunState;

function knownOf(scenario: Scenario, subjects: readonly Subject[], state: Partial<Known['state']>): Known {
  const sequentialMs = predicted(engineById('sequential'), scenario, MACHINES[0])!.totalMs;
  return {
    state: knownState(scenario, state),
    scenario,
    subjects,
    sequentialMs,
    sequentialMeasuredMs: undefined,
    whatIf: (engine, workers) => predicted(engineById(engine), { ...scenario, workers }, MACHINES[0])?.totalMs,
  };
}

/** All that is said of one run: its reason, of a selected task and an idle stretch too, what stands out, its header, its replay. */
function readRun(reader: Reader, engine: EngineFacts, scenario: Scenario, whole: Trace, name: string): void {
  for (const [state, of] of STATES) {
    const { run, measured } = of(whole);
    const from = `${name}, ${state}`;
    const known = (more: Partial<Known['state']>, subject: Partial<Subject> = {}) =>
      knownOf(scenario, [{ engine, predicted: whole, measured, ...subject }], { run, ...more });
    reader.reason(reasonFor(known({})), from);
    reader.words(
      standingOf(engine, measured, whole, new Deliveries().count(measured ?? whole, engine)).text,
      `${from}, header`,
    );
    const trace = measured ?? whole;
    const most = Math.min(6, trace.spans.length);
    for (let row = 0; row < most; row++) {
      const { task, attempt } = whole.spans.at;
      const selected = { engine: engine.id, task: task[row]!, attempt: attempt[row]! };
      reader.reason(reasonFor(known({ selected })), `${from}, task`);
    }
    const last = { engine: engine.id, task: scenario.tasks.length - 1, attempt: 1 };
    reader.reason(reasonFor(known({ selected: last })), `${from}, last task`);
    for (const share of [0.02, 0.3, 0.6, 0.97])
      for (const lane of [0, 1, 2]) {
        const found = idleAt(trace, lane, whole.totalMs * share);
        if (!found) continue;
        const idle = { engine: engine.id, lane, fromMs: found.fromMs, toMs: found.toMs };
        reader.reason(reasonFor(known({ idle })), `${from}, idle`);
      }
    if (trace.spans.length <= 50) {
      const events = eventsOf(trace);
      const shown = { engine, trace, measured: true, shiftMs: 0 };
      for (let i = nextTold(events, 0); i >= 0; i = nextTold(events, i + 1))
        reader.words(wordsOf(shown, i), `${from}, replay`);
    }
    if (!measured || Number.isNaN(measured.totalMs)) continue;
    for (const one of standOuts(measured, whole)) {
      reader.sentence(standOutSays(one, measured, engine), `${from}, stands out`);
      reader.words(plain(inShort(one, measured, engine)), `${from}, stands out in short`);
    }
    reader.sentence(idleSays(measured), `${from}, idle in all`);
  }
}

/** All that is said where a knob was moved since the run: the reason, of tasks too, the header, the chip. */
function readChange(
  reader: Reader,
  engine: EngineFacts,
  scenario: Scenario,
  { now, before }: { readonly now: Trace; readonly before: Trace },
  name: string,
): void {
  const lastRun = { differs: 'knobs', engines: [engine.id], shown: true, ended: ENDED } as const;
  const subject = { engine, predicted: now.facts.hung ? undefined : now, measured: undefined, last: before };
  const still = { engine: engineById('sequential'), predicted: now, measured: now };
  const from = `${name}, changed`;
  for (const subjects of [[subject], [still, subject], [subject, subject]]) {
    const known = (more: Partial<Known['state']>) => knownOf(now.scenario, subjects, { lastRun, ...more });
    reader.reason(reasonFor(known({})), from);
    for (const task of scenario.tasks.slice(0, 6).keys())
      reader.reason(reasonFor(known({ selected: { engine: engine.id, task, attempt: 1 } })), `${from}, task`);
  }
  const picture = { engine, last: { trace: before }, main: { trace: now } } as unknown as Picture;
  reader.words(lastRunStands(picture), `${from}, header`);
  for (const differs of ['knobs', 'tasks'] as const)
    reader.words(lastRunChip({ ...lastRun, differs }, before, now.scenario).whole, `${from}, chip`);
}

test.each([...PRESETS, ...SPARK_PRESETS].map((preset) => [preset.title, preset] as const))('%s', (_, preset) => {
  const reader = new Reader();
  const scenario = draftScenario(presetDraft(preset));
  reader.words(summary(scenario), 'summary');
  reader.sentence([preset.about], 'preset');
  const subjects: Subject[] = [];
  for (const engine of ENGINES) {
    const whole = predicted(engine, scenario, MACHINES[0]);
    if (!whole) continue;
    subjects.push({ engine, predicted: whole, measured: undefined });
    readRun(reader, engine, scenario, whole, `${preset.id}, ${engine.id}`);
    const other = predicted(engine, scenario, MACHINES[1])!;
    reader.reason(
      reasonFor(knownOf(scenario, [{ engine, predicted: other, measured: undefined }], {})),
      `${preset.id}, ${engine.id}, before, with costs`,
    );
    if (!whole.facts.hung && !other.facts.hung) {
      reader.sentence(difference(compareRuns(other, whole), other), `${preset.id}, ${engine.id}, off by`);
      reader.reason(
        reasonFor(knownOf(scenario, [{ engine, predicted: whole, measured: other }], { run: ENDED })),
        `${preset.id}, ${engine.id}, costs`,
      );
    }
    const more = predicted(engine, { ...scenario, workers: (scenario.workers ?? 2) + 1 }, MACHINES[0])!;
    readChange(reader, engine, scenario, { now: whole, before: more }, `${preset.id}, ${engine.id}`);
    if (other.totalMs !== whole.totalMs)
      readChange(reader, engine, scenario, { now: more, before: other }, `${preset.id}, ${engine.id}, one worker less`);
    const changed = differencesOf(whole, more);
    for (const said of [makespans(changed), counts(changed), changes(changed)])
      reader.sentence(said, `${preset.id}, ${engine.id}, compared`);
  }
  for (const count of [0, 1, 2, 3, subjects.length]) {
    const some = subjects.slice(0, count);
    reader.reason(reasonFor(knownOf(scenario, some, {})), `${preset.id}, first ${count} engines`);
    reader.reason(
      reasonFor(
        knownOf(
          scenario,
          some.map((one) => ({ ...one, measured: one.predicted })),
          { run: ENDED },
        ),
      ),
      `${preset.id}, first ${count} engines, ended`,
    );
    reader.reason(
      reasonFor(
        knownOf(
          scenario,
          some.map((one) => ({ ...one, predicted: undefined, cutOffMs: 812 })),
          {},
        ),
      ),
      `${preset.id}, cut off`,
    );
  }
  expect([...reader.mistakes.values()]).toEqual([]);
  expect(reader.read).toBeGreaterThan(300);
});
