/** The article's case again: predicted, measured in this browser, and run by CPython in the page. Moments of its five results (ms). */
import { engineById } from '../../engines/list.ts';
import { ARTICLE_CASE, type Printed, stampsIn } from '../../learn/printed.ts';
import { draftScenario } from '../../scenario/draft.ts';
import { CPYTHON_LINUX } from '../../scenario/machine.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Overlap } from '../overlap.ts';
import { predictScenario } from '../predict/predict-scenario.ts';

/** The cores that CPython in the page is told of: as many as the recordings had. */
const CORES = 2;

function scenarioOf({ engine, workers }: Printed): Scenario {
  return draftScenario({ text: ARTICLE_CASE, knobs: workers === undefined ? {} : { workers }, engines: [engine] });
}

/** By task; of the first one, or of the start where the article counts from there. */
function momentsIn({ spans }: Trace, { moment, from }: Printed): readonly number[] {
  const column = moment === 'end' ? spans.at.end : spans.at.yielded;
  const ms: number[] = [];
  for (let row = 0; row < spans.length; row++) ms[spans.at.task[row]!] = column[row]!;
  return counted(ms, from !== undefined);
}

const counted = (ms: readonly number[], isFromStart: boolean): readonly number[] =>
  ms.map((value) => value - (isFromStart ? 0 : ms[0]!));

export async function predictedMs(printed: Printed): Promise<readonly number[]> {
  return momentsIn(await predictScenario(engineById(printed.engine), scenarioOf(printed), CPYTHON_LINUX), printed);
}

/** The moments of a run of this page; undefined where it did not end, or is not of the article's case. */
export function momentsOfRun(trace: Trace | undefined, printed: Printed): readonly number[] | undefined {
  if (!trace || Number.isNaN(trace.totalMs) || trace.facts.stoppedMs !== undefined) return undefined;
  const { tasks, workers } = scenarioOf(printed);
  const isSame = trace.scenario.workers === workers && JSON.stringify(trace.scenario.tasks) === JSON.stringify(tasks);
  return isSame ? momentsIn(trace, printed) : undefined;
}

/** @throws RefusedError where the engine does not run here, or something else runs */
export async function measuredMs({ runner }: Overlap, printed: Printed): Promise<readonly number[]> {
  return momentsIn(await runner.alone(engineById(printed.engine), scenarioOf(printed), undefined), printed);
}

/**
 * Runs the article's own listing, on the virtual clock, and reads the times that it printed.
 * @throws {Error} where this browser cannot run Python, or the program did not print them
 */
export async function executedMs({ program, from }: Printed): Promise<readonly number[]> {
  const [{ EXAMPLES }, { runPython }] = await Promise.all([
    import('../python/examples/list.ts'),
    import('../page-python.ts'),
  ]);
  const example = EXAMPLES.find(({ id }) => id === program);
  if (!example) throw new Error(`There is no program ${program}`);
  const { output } = await runPython({ code: example.text }, CORES);
  const said = output.map(({ text }) => text).join('');
  const stamps = stampsIn(said);
  const ms = ['0', '1', '2', '3', '4'].map((of) => stamps.get(of));
  if (ms.some((value) => value === undefined)) throw new Error('The program did not print its five times');
  const start = from === undefined ? 0 : (startIn(said) ?? 0);
  return counted(
    ms.map((value) => value! - start),
    from !== undefined,
  );
}

/** The first time that stands alone on its line: when the program began. */
function startIn(output: string): number | undefined {
  const [, stamp] = /^(\d\d:\d\d:\d\d\.\d+)$/m.exec(output) ?? [];
  return stamp === undefined ? undefined : stampsIn(`${stamp}: 0`).get('0');
}
