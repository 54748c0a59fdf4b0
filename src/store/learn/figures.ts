/** The figures of a lesson's text: its predictions, made once, one after another, so that the page goes on meanwhile. */
import { engineById } from '../../engines/list.ts';
import { machineOf, needKey, needsOf, scenarioOf } from '../../learn/case-of.ts';
import type { Lesson } from '../../learn/lesson.ts';
import type { Overrides, TraceOf } from '../../learn/measure.ts';
import type { Trace } from '../../trace/trace.ts';
import { predictScenario } from '../predict/predict-scenario.ts';

/** @throws the error of a load that failed */
export async function figuresOfLesson(lesson: Lesson): Promise<TraceOf> {
  const traces = new Map<string, Trace>();
  for (const need of needsOf(lesson)) {
    const { engine = lesson.case.asked[0], overrides } = need;
    const trace = await predictScenario(
      engineById(engine),
      scenarioOf(lesson, overrides),
      machineOf(lesson, overrides),
    );
    traces.set(needKey(need), trace);
  }
  return (engine, overrides: Overrides) => {
    const trace = traces.get(needKey({ engine, overrides })) ?? traces.get(needKey({ engine, overrides: {} }));
    if (!trace) throw new Error(`Nothing was predicted of ${engine}`);
    return trace;
  };
}
