/** Groups are named by brackets, and waiting for others has a mark of its own: in lanes, rows, key and without colour. */
import fc from 'fast-check';
import { beforeAll, expect, describe as group, test } from 'vitest';
import { semaphore } from '../../src/engines/browser/semaphore.ts';
import { webWorkers } from '../../src/engines/browser/web-workers.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { PRESETS } from '../../src/scenario/presets.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { SvgContext } from '../../src/ui/files/svg-context.ts';
import { layoutOf, NOTHING } from '../../src/ui/timeline/model/snapshot.ts';
import { structureNow, structureOf } from '../../src/ui/timeline/model/structure.ts';
import { xOf } from '../../src/ui/timeline/model/time-scale.ts';
import { waitForOthers, waitForPlace, waitThin, waitToCompute } from '../../src/ui/timeline/paint/marks/wait.ts';
import type { Palette } from '../../src/ui/timeline/paint/palette.ts';
import { Pen } from '../../src/ui/timeline/paint/pen.ts';
import { ENTRIES } from '../../src/ui/timeline/parts/Key.tsx';
import { describe, hitAt } from '../../src/ui/timeline/rows/hit.ts';
import { loadRows, pictureOf, ROWS } from '../../src/ui/timeline/rows/list.ts';
import { paint } from '../../src/ui/timeline/rows/painter.ts';
import { arbScenario } from '../property/scenario-arbitrary.ts';

const fanOut = PRESETS.find(({ id }) => id === 'fan-out')!;
const scenarioOf = (text: string): Scenario => parseNotation(text, { workers: 4 }).scenario;
const traceOf = (text: string, engine: Engine = webWorkers) => predict(engine, scenarioOf(text), { cores: 2 });

beforeAll(() => loadRows());

group('what a run shows of the structure', () => {
  test('of groups one after another, each has its bracket, all in one line', () => {
    const { groups, groupLines, leftOut } = structureOf(traceOf(fanOut.text));
    expect(groups.map(({ name, tasks }) => [name, tasks])).toEqual([
      ['list', 1],
      ['load', 6],
      ['parse', 3],
      ['merge', 1],
    ]);
    expect([groupLines, leftOut]).toEqual([1, 0]);
  });

  test('who waits for which others, in the order in which the waits end', () => {
    const { order } = structureOf(traceOf(fanOut.text));
    expect(order.map(({ who, what }) => `${who} for ${what}`)).toEqual([
      'load × 6 for list',
      'parse × 3 for load',
      'merge for parse',
    ]);
    expect(order.map(({ fromMs }) => fromMs)).toEqual([0, 0, 0]);
    expect(order[0]!.toMs).toBeCloseTo(200, 6);
  });

  test('more kinds of waiting than lines are one line for all tasks', () => {
    const lines = ['a: sleep 100ms', ...'bcdef'.split('').map((name) => `${name} after a: sleep 50ms`)];
    const { order } = structureOf(traceOf(lines.join('\n')));
    expect(order).toMatchObject([{ who: '5 tasks', what: 'others', tasks: 5 }]);
  });

  test('no two brackets of a line overlap, no group is lost, and each holds all of its attempts', () => {
    fc.assert(
      fc.property(arbScenario({ group: true, after: true }), (scenario) => {
        const trace = predict(webWorkers, scenario, { cores: 2 });
        const { groups, groupLines, leftOut } = structureOf(trace);
        const { task, start } = trace.spans.at;
        const began = new Set(
          Array.from({ length: trace.spans.length }, (_, row) => scenario.tasks[task[row]!]!.group).filter(Boolean),
        );
        expect(groups.length + leftOut).toBe(began.size);
        for (const [i, one] of groups.entries()) {
          expect(one.line).toBeLessThan(groupLines);
          for (const other of groups.slice(i + 1))
            if (other.line === one.line) expect(other.fromMs).toBeGreaterThanOrEqual(one.toMs - 1e-5);
          for (let row = 0; row < trace.spans.length; row++)
            if (scenario.tasks[task[row]!]!.group === one.name)
              expect(start[row]! >= one.fromMs && start[row]! <= one.toMs).toBe(true);
        }
      }),
    );
  });

  test('a large run is taken in aside: another frame has it, and a picture that must be whole has it at once', async () => {
    const trace = traceOf('list: sleep 200ms\nload after list: 5000 x sleep 1ms\npool 1000');
    const more = new Promise<void>((done) => {
      expect(structureNow('web-workers', trace, done).groups).toEqual([]);
    });
    await more;
    expect(structureNow('web-workers', trace, null).groups.map(({ name }) => name)).toEqual(['list', 'load']);
    const other = traceOf('list: sleep 200ms\nload after list: 5000 x sleep 1ms\npool 1000');
    expect(structureNow('web-workers', other, undefined).groups).toHaveLength(2);
  });
});

/** A context that writes SVG, and a pen on it whose colours are the names of the palette. */
function drawing(): { pen: Pen; svg: SvgContext } {
  const measure = (text: string) => text.length * 6;
  const svg = new SvgContext(1144, 608, { ground: 'white', measure, image: () => '' });
  const pen = new Pen(svg as unknown as CanvasRenderingContext2D);
  pen.palette = new Proxy({} as Palette, { get: (_, name) => `var-${String(name)}` });
  pen.right = 1144;
  return { pen, svg };
}

/** One engine's section of a prediction, and all that is drawn of it. */
function sceneOf(engine: Engine, text: string) {
  const picture = pictureOf(engine);
  picture.refresh({ predicted: traceOf(text, engine) }, 0);
  const pictures = [picture];
  const layout = layoutOf(NOTHING.layout, pictures, ROWS, {}, { width: 1144, height: 608, narrow: false });
  const scale = { fromMs: 0, toMs: 1300, left: layout.gutter, width: layout.right - layout.gutter };
  const { pen, svg } = drawing();
  const look = { selected: null, idle: null, notes: [], range: null, cursorMs: null, showsPath: false };
  const seen = { top: 0, height: layout.height, from: 0, to: layout.height, ratio: 1 };
  paint(pen, { layout, pictures, scale, look, onlyFound: false, hover: null, tasks: 0, again: undefined, ...seen });
  const rowIds = layout.sections[0]!.rows.map(({ id }) => id);
  /** What is said of the point at a time, so far below the top of a row. */
  const told = (row: string, ms: number, below = 7) => {
    const box = layout.sections[0]!.rows.find(({ id }) => id === row)!;
    const hit = hitAt({ layout, pictures, scale }, xOf(scale, ms), box.top + below);
    return hit ? describe(hit, picture) : undefined;
  };
  return { rowIds, told, words: [...svg.document('', '').matchAll(/>([^<>]+)<\/text>/g)].map(([, word]) => word) };
}

group('in a section', () => {
  test('brackets have the names of groups, lines say who waits for whom, above queue and lanes', () => {
    const { rowIds, words } = sceneOf(webWorkers, fanOut.text);
    expect(rowIds).toEqual(['groups', 'order', 'queue', 'lanes', 'beats']);
    expect(words).toEqual(expect.arrayContaining(['list', 'load', 'parse', 'merge', 'load × 6', ' wait for list']));
    expect(words).toContain(' waits for parse');
  });

  test('the queue holds only those that wait for a place', () => {
    const { words } = sceneOf(webWorkers, fanOut.text);
    expect(words.filter((word) => word!.includes('waits for a worker'))).toHaveLength(2);
  });

  test('both are told of where the pointer is on them', () => {
    const { told } = sceneOf(webWorkers, fanOut.text);
    expect(told('groups', 500)).toMatchObject({ title: 'Group load', doing: '6 tasks' });
    expect(told('order', 100)).toMatchObject({ title: 'load × 6', mark: 'others', doing: 'wait for list' });
    expect(told('order', 900, 35)).toMatchObject({ title: 'merge', mark: 'others', doing: 'waits for parse' });
    expect(told('order', 1250)).toBeUndefined();
  });

  test('a task with a lane of its own waits there for others, with their mark', () => {
    const { rowIds, told } = sceneOf(semaphore, fanOut.text);
    expect(rowIds).not.toContain('order');
    expect(told('lanes', 100, 10 * 20 + 10)).toMatchObject({ mark: 'others', doing: 'waits for other tasks' });
  });

  test('tasks without names and dependencies have neither row', () => {
    expect(sceneOf(webWorkers, 'sleep 0..4').rowIds).toEqual(['lanes', 'beats']);
  });
});

test('the four kinds of waiting differ in shape, not only in colour, predicted and measured', () => {
  const shapes = [false, true].map((isPredicted) =>
    [waitForPlace, waitToCompute, waitForOthers, waitThin].map((draw) => {
      const { pen, svg } = drawing();
      draw(pen, 10, 90, 20, isPredicted);
      return svg.document('', '').replaceAll(/var-\w+/g, 'ink');
    }),
  );
  for (const drawn of shapes) expect(new Set(drawn).size).toBe(4);
});

test('the key has each of them by its name', () => {
  expect(ENTRIES.filter(([, words]) => words.startsWith('waits'))).toEqual([
    ['place', 'waits for a place'],
    ['others', 'waits for others'],
    ['compute', 'waits to compute'],
  ]);
});
