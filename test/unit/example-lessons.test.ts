/** Where an example says which lesson teaches it, there is that lesson. */
import { expect, test } from 'vitest';
import { lessonById } from '../../src/learn/list.ts';
import { MACHINE_PRESETS } from '../../src/scenario/machine-presets.ts';
import { PRESETS } from '../../src/scenario/presets.ts';

const EXAMPLES = [...PRESETS, ...Object.values(MACHINE_PRESETS).flat()];

test('every lesson that an example names is there, and the first example has one', () => {
  const named = EXAMPLES.flatMap(({ lesson }) => lesson ?? []);
  expect(named.filter((id) => !lessonById(id))).toEqual([]);
  expect(PRESETS[0].lesson).toBe('five-customers');
});
