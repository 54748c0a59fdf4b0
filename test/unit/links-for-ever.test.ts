/** A link of each form that ever landed opens what it opened then. Lines are only added here. */
import { describe, expect, test } from 'vitest';
import { draftScenario } from '../../src/scenario/draft.ts';
import { unpackLink } from '../../src/scenario/unpack-link.ts';
import { openLink } from '../../src/store/draft/open-link.ts';
import { programHash, readProgramHash } from '../../src/store/python/link.ts';
import { DEFAULT_OPTIONS } from '../../src/store/python/program.ts';

const sleeps = (...ms: number[]) => ms.map((each) => [{ kind: 'sleep', ms: each }]);

describe('scenarios, version 1', () => {
  test.each([
    ['readable, with a knob', '#v1=sleep+0..4&workers=3', sleeps(0, 1000, 2000, 3000, 4000), { workers: 3 }],
    ['a line for each statement', '#v1=pool+3;sleep+0..1', sleeps(0, 1000), { workers: 3 }],
    ['as encodeURIComponent writes it', '#v1=2%20x%20sleep%200.5%0Apool%202', sleeps(500, 500), { workers: 2 }],
    ['a mark of its own for other characters', '#v1=sleep+1~20~23~20done', sleeps(1000), {}],
    [
      'packed',
      '#v1=.GUi5eCvPL8pOLSq2ZeBSVihITM5OTeFiUKhQKM5JTS1QYMgtVtDWZVDVUUguKAXz0hIzc4rBKsAiegamucVcAA8DAmQUuAYADwAAAAALAAA',
      undefined,
      {},
    ],
    ['with engines and a machine', '#v1=sleep+1&engines=semaphore&machine=cores:4,speed:2', sleeps(1000), {}],
    ['with how one looks at it', '#v1=sleep+1&workers=2&look=time:0-500;panel:charts', sleeps(1000), { workers: 2 }],
    [
      'with what was measured where it was made',
      '#v1=sleep+1&workers=2&look=ran:web-workers=1003.5;on:8',
      sleeps(1000),
      { workers: 2 },
    ],
  ])('%s', (_, link, segments, knobs) => {
    const { draft, notice } = openLink(link, unpackLink);
    const scenario = draftScenario(draft);
    expect(notice).toBeNull();
    if (segments) expect(scenario.tasks.map((task) => task.segments)).toEqual(segments);
    expect(scenario.tasks.length).toBeGreaterThan(0);
    expect(scenario).toMatchObject(knobs);
  });
});

describe('programs, version 1', () => {
  test.each([
    [
      'one file',
      '#python=1.Xm1FW3siZmlsZXMiOltbIm1haW4ucHkiLCJwcmludCgAKVxuIl1dLCJzZWVkIjoAfQUBBw',
      { files: [{ name: 'main.py', text: 'print(1)\n' }], options: { ...DEFAULT_OPTIONS, seed: 7 } },
    ],
  ])('%s', (_, link, program) => {
    expect(readProgramHash(link).program).toEqual(program);
    expect(readProgramHash(programHash(program)).program).toEqual(program);
  });
});
