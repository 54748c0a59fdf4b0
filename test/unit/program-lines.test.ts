/** Code beside the tasks: every stretch of every example finds its line in every engine's program, and the words about it are right. */
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/code/lines.ts';
import { languagesOf, programOf } from '../../src/code/program.ts';
import { ENGINES, engineById } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { draftScenario } from '../../src/scenario/draft.ts';
import { parseNotation } from '../../src/scenario/notation.ts';
import { PRESETS, presetDraft } from '../../src/scenario/presets.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { outcomeNumber } from '../../src/trace/trace.ts';
import { belongsTo, countStretches, hasStretches, lineOfPiece, whoIsWhere } from '../../src/ui/code/at-lines.ts';
import { lineWords, marksOf, momentWords, signOf } from '../../src/ui/code/line-words.ts';
import { programFor, written } from '../../src/ui/code/written.ts';
import { COMPUTE, CPU, Pieces, SHARED, SLEEP } from '../../src/ui/timeline/model/pieces.ts';
import { pictureOf, ROWS } from '../../src/ui/timeline/rows/list.ts';

const FEW = 400;
const engines = ENGINES.filter(({ id }) => languagesOf(id).length > 0);

function programOn(id: string, scenario: Scenario) {
  const engine = engineById(id);
  const language = languagesOf(id)[0]!;
  const text = programOf(id, scenario, { language, traced: false });
  const picture = pictureOf(engine, ROWS);
  picture.refresh({ predicted: predict(engine, scenario, { cores: 2 }) }, 0);
  const lines = linesOf(text, language);
  return { text, rows: text.split('\n'), lines, picture, lineAt: (line: number) => text.split('\n')[line - 1]! };
}

describe.each(engines.map(({ id }) => id))('%s', (id) => {
  const engine = engineById(id);
  const scenarios = PRESETS.map((preset) => [preset.title, draftScenario(presetDraft(preset))] as const).filter(
    ([, scenario]) => scenario.tasks.length <= FEW && programFor(engine, scenario).refused === undefined,
  );

  test.each(scenarios)('each stretch of “%s” has its line', (_, scenario) => {
    const { lines, picture, lineAt } = programOn(id, scenario);
    const { trace } = picture.main!;
    const pieces = new Pieces();
    let stretches = 0;
    for (let row = 0; row < trace.spans.length; row++) {
      pieces.load(trace, row);
      const other = trace.scenario.tasks[trace.spans.at.task[row]!]!.segmentsOf !== undefined;
      for (let i = 0; i < pieces.count && !other; i++) {
        const kind = pieces.kind[i]!;
        if (kind !== SLEEP && kind !== CPU && kind !== SHARED && kind !== COMPUTE) continue;
        const line = lineOfPiece(pieces, i, lines);
        expect(line, `piece ${i} of row ${row}`).toBeDefined();
        expect(lineAt(line!)).toMatch(
          kind === SLEEP ? /sleep\(/ : kind === COMPUTE ? /sleep\(|compute\(/ : /compute\(/,
        );
        expect(belongsTo(line!, lines)(pieces, i)).toBe(true);
        expect(hasStretches(line!, lines)).toBe(true);
        stretches++;
      }
      if (pieces.outcome === outcomeNumber('failed')) expect(lines.fails).not.toEqual([]);
    }
    const counted = new Set(lines.work.map(({ line }) => line));
    const sum = [...counted].reduce((all, line) => all + countStretches(picture, line, lines), 0);
    expect(sum).toBeGreaterThanOrEqual(stretches);
  });

  test('the caller waits at a line of its own code, except where it does the tasks itself or waits for none', () => {
    for (const [title, scenario] of scenarios) {
      const { lines, rows } = programOn(id, scenario);
      if (id === 'sequential' || engine.forgets) continue;
      const main = rows.findIndex((line) => /^(async )?(def|function) main\(/.test(line));
      expect(lines.caller, title).toBeGreaterThan(main + 1);
      expect(rows[lines.caller! - 1], title).not.toMatch(/submit\(|executor\.map\(|create_task\(|\.start\(\)/);
    }
  });
});

test('where tasks wait in the code itself there is a line for it', () => {
  const needs = parseNotation('list: sleep 1\nload after list: 3 x sleep 1\npool 2').scenario;
  for (const id of ['asyncio.Semaphore', 'semaphore']) {
    const { lines, lineAt, picture } = programOn(id, needs);
    expect(lineAt(lines.place!)).toMatch(/permits/);
    expect(lineAt(lines.needs!)).toMatch(/ended/);
    expect(whoIsWhere(picture, lines, 500, 1).filter(({ kind }) => kind === 'others').length).toBeGreaterThan(1);
    const later = whoIsWhere(picture, lines, 1500, 1);
    expect(later.filter(({ kind }) => kind === 'sleeping').map(({ task }) => task)).toEqual(['1', '2']);
    expect(later.find(({ kind }) => kind === 'place')).toEqual({ line: lines.place, task: '3', kind: 'place' });
  }
});

test('at a moment each task stands at its line, the caller at its own', () => {
  const { scenario } = parseNotation('pool 2\nsleep 100ms\nsleep 200ms fails\nsleep 400ms\nsleep 300ms\nsleep 150ms');
  const { lines, picture, lineAt } = programOn('ThreadPoolExecutor.map', scenario);
  const there = whoIsWhere(picture, lines, 150, 1);
  expect(there.map(({ task, kind }) => [task, kind])).toEqual([
    ['2', 'sleeping'],
    ['1', 'sleeping'],
    [undefined, 'others'],
  ]);
  expect(lineAt(there[0]!.line)).toContain('time.sleep(');
  expect(lineAt(there[2]!.line)).toContain('for result in results');
  // The error has reached the caller, which may not leave before its threads have ended.
  const later = whoIsWhere(picture, lines, 300, 1);
  expect(lineAt(later.at(-1)!.line)).toContain('with futures.ThreadPoolExecutor(max_workers=2)');
  const failing = whoIsWhere(picture, lines, 200, 1).find(({ kind }) => kind === 'failed')!;
  expect([failing.task, lineAt(failing.line).trim()]).toEqual(['1', 'raise ValueError(i)']);
  expect(whoIsWhere(picture, lines, 10_000, 1)).toEqual([]);
});

test('what is said of it', () => {
  const { scenario } = parseNotation('pool 2\n3 x sleep 200ms\nsleep 300ms');
  const { lines, picture } = programOn('ThreadPoolExecutor.as_completed', scenario);
  const there = whoIsWhere(picture, lines, 100, 1);
  const [sleep] = lines.work;
  expect(momentWords(there, 100)).toBe(
    `At 100 ms: tasks 0 and 1 sleep (line ${sleep!.line}), the caller waits for others (line ${lines.caller}).`,
  );
  expect(momentWords([there[0]!], 100)).toBe(`At 100 ms: task 0 sleeps (line ${sleep!.line}).`);
  expect(momentWords([], 900)).toBe('At 900 ms nobody is at a line.');
  const many = Array.from({ length: 20 }, (_, task) => ({ ...there[0]!, task: String(task) }));
  expect(momentWords(many, 100)).toBe(`At 100 ms: tasks 0, 1, 2 and 17 more sleep (line ${sleep!.line}).`);
  expect(marksOf(there).map(({ sign, says }) => [sign, says])).toEqual([
    ['0', 'task 0 sleeps'],
    ['1', 'task 1 sleeps'],
    ['caller', 'the caller waits for others'],
  ]);
  expect(['4', 'load 6', 'merge', '12·2'].map(signOf)).toEqual(['4', 'l6', 'mer', '12·2']);
  expect(lineWords(sleep!.line, lines, countStretches(picture, sleep!.line, lines))).toBe(
    `Line ${sleep!.line}: tasks sleep here, 4 stretches.`,
  );
  expect(lineWords(lines.caller!, lines, 0)).toContain('the caller waits for results here');
  expect(lineWords(1, lines, 0)).toBe('');
});

test('what has no program says why', () => {
  const { scenario } = parseNotation('sleep 1 retry 2');
  const pool = engineById('multiprocessing.Pool.map');
  expect(programFor(pool, scenario)).toEqual({
    refused: 'There is no such program: multiprocessing.Pool.map needs no “retry”.',
  });
  const many = parseNotation('20000 x sleep 1').scenario;
  expect(programFor(pool, many)).toEqual({ refused: 'The code is shown for up to 10,000 tasks. These are 20,000.' });
  expect(written(ENGINES).map(({ id }) => id)).toContain('asyncio.gather');
});

test('another pool size is another program', () => {
  const at = (pool: number) =>
    programFor(engineById('web-workers'), parseNotation(`pool ${pool}\n3 x sleep 1`).scenario);
  expect(at(2)).not.toEqual(at(3));
});
