/** Where an example or an engine says which lesson teaches it, there is that lesson, and the engine is in it. */
import { expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import { lessonById } from '../../src/learn/list.ts';
import { MACHINE_PRESETS } from '../../src/scenario/machine-presets.ts';
import { PRESETS } from '../../src/scenario/presets.ts';
import { lessonOf } from '../../src/ui/engines/its-lesson.ts';

const EXAMPLES = [...PRESETS, ...Object.values(MACHINE_PRESETS).flat()];

test('every lesson that an example names is there, and the first example has one', () => {
  const named = EXAMPLES.flatMap(({ lesson }) => lesson ?? []);
  expect(named.filter((id) => !lessonById(id))).toEqual([]);
  expect(PRESETS[0].lesson).toBe('five-customers');
});

test('an engine leads to a lesson that runs it; every group of engines has some that do', () => {
  const led = ENGINES.map((engine) => ({ engine, lesson: lessonOf(engine.id) }));
  for (const { engine, lesson } of led)
    if (lesson) expect([...lesson.case.asked, ...lesson.case.beside]).toContain(engine.id);
  const without = [...new Set(ENGINES.map(({ group }) => group))].filter(
    (group) => !led.some(({ engine, lesson }) => engine.group === group && lesson),
  );
  expect(without).toEqual([]);
  // What is asked about comes before what it is compared with.
  expect(lessonOf('asyncio.TaskGroup')?.id).toBe('task-group');
  expect(lessonOf('sequential')?.id).toBe('five-customers');
});
