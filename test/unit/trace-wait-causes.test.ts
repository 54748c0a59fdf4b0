/**
 * A cause of waiting is a row of one table. Here the table gets one more row, and everything that counts, shows, finds or files
 * waits must know the cause by that row alone. A cause that only a file knows is kept, too, under its own name.
 */
import { describe, expect, test, vi } from 'vitest';
import { engineById } from '../../src/engines/list.ts';
import { packTrace } from '../../src/store/traces/pack-trace.ts';
import { unpackTrace } from '../../src/store/traces/packed-trace.ts';
import { compareRuns } from '../../src/trace/compare/compare-runs.ts';
import { differencesOf } from '../../src/trace/compare/differences.ts';
import { csvText } from '../../src/trace/files/csv.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';
import { type SpanFile, type TraceFile, traceFile } from '../../src/trace/files/trace-file.ts';
import { criticalPath } from '../../src/trace/queries/critical-path.ts';
import { figures } from '../../src/trace/queries/figures.ts';
import { matchesOf } from '../../src/trace/queries/find.ts';
import { parseQuery } from '../../src/trace/queries/query.ts';
import { seriesOf } from '../../src/trace/queries/series.ts';
import { windowFigures } from '../../src/trace/queries/window.ts';
import { kindOf } from '../../src/ui/marks/kinds.ts';
import { columnsFor } from '../../src/ui/panels/tasks/columns.ts';
import { TaskData } from '../../src/ui/panels/tasks/task-data.ts';
import { difference } from '../../src/ui/reason/difference.ts';
import { whyLate } from '../../src/ui/reason/late.ts';
import { Pieces, PLACE, THIN } from '../../src/ui/timeline/model/pieces.ts';
import { queueOf } from '../../src/ui/timeline/model/queue.ts';
import { plain } from '../../src/ui/words/sentence.ts';
import { importText } from '../import-text.ts';

// The kernel's parts, loaded before each test file, have read the table: all is read anew.
vi.hoisted(() => vi.resetModules());
vi.mock('../../src/trace/wait-causes.ts', async (original) => {
  const table = await original<typeof import('../../src/trace/wait-causes.ts')>();
  const broker = { name: 'broker', is: 'place', what: 'the broker', mark: 'place' };
  return { ...table, WAIT_CAUSES: [...table.WAIT_CAUSES, broker] };
});

/** One task that waits 40 ms for something and sleeps 60 ms. */
const fileOf = (cause: string, waitMs = 40): TraceFile => ({
  format: 'concurrency-trace/1',
  source: 'measured',
  engine: 'web-workers',
  machine: { cores: 2 },
  scenario: { tasks: [{ id: 'a', segments: [{ kind: 'sleep', ms: 60 }] }] },
  totalMs: waitMs + 60,
  facts: {},
  spans: [
    {
      task: 'a',
      lane: 0,
      attempt: 1,
      submit: 0,
      start: waitMs,
      end: waitMs + 60,
      yielded: null,
      outcome: 'ok',
      segments: [{ kind: 'sleep', start: waitMs, end: waitMs + 60 }],
      waits: waitMs > 0 ? [{ for: cause, start: 0, end: waitMs, ms: waitMs }] : [],
    } satisfies SpanFile,
  ],
});

describe.each([
  { cause: 'broker', by: 'a row of the table', what: 'the broker', mark: 'place', drawn: PLACE, queued: 1 },
  { cause: 'rate limit', by: 'a file alone', what: 'rate limit', mark: 'thin', drawn: THIN, queued: 0 },
])('$cause, known by $by', ({ cause, what, mark, drawn, queued }) => {
  const trace = readTrace(fileOf(cause));

  test('goes through files and between threads', async () => {
    expect(traceFile(trace).spans[0]!.waits).toEqual([{ for: cause, start: 0, end: 40, ms: 40 }]);
    const opened = await importText(JSON.stringify(fileOf(cause)));
    expect(traceFile(opened.trace).spans).toEqual(traceFile(trace).spans);
    const { packed } = packTrace(readTrace(fileOf(cause)));
    expect(traceFile(unpackTrace(structuredClone(packed), trace.scenario)).spans).toEqual(traceFile(trace).spans);
    expect([...csvText(trace)].join('')).toContain(`waited for ${cause} (ms)`);
  });

  test('is counted', () => {
    expect(figures(trace, { of: 'workers', count: 1 }).waitsMs).toEqual({ [cause]: 40 });
    expect(windowFigures(trace, 20, 100).waitsMs).toEqual({ [cause]: 20 });
    expect(seriesOf(trace, 0, 100, 5).waiting).toEqual(Float64Array.of(1, 1, 0, 0, 0));
    expect(criticalPath(trace).shares).toEqual(
      new Map<string, number>([
        ['sleep', 60],
        [cause, 40],
      ]),
    );
  });

  test('is found', () => {
    for (const query of [`cause:"${cause}"`, ...(cause.includes(' ') ? [] : [`${cause} > 30 ms`])])
      expect(matchesOf(trace, parseQuery(query, trace.causes)).total, query).toBe(1);
  });

  test('is said and drawn', () => {
    const engine = engineById('web-workers');
    const subject = { engine, predicted: undefined, measured: trace };
    const reason = whyLate(subject, 0, 1, { whatIf: () => undefined } as never)!;
    expect(reason.says.map(plain).join(' ')).toMatch(new RegExp(`^It waited 40.* ms for ${what}\\.`));
    expect(reason.line!.map(({ label }) => label)).toContain(`for ${what}`);
    expect(kindOf(cause)).toBe(mark);
    const pieces = new Pieces();
    pieces.load(trace, 0);
    expect(pieces.kind[0]).toBe(drawn);
    expect(queueOf(trace, 1).tasks).toBe(queued);
    const section = { engine, trace, predicted: undefined, shiftMs: 0 } as never;
    expect(columnsFor(new TaskData([section]), true).map(({ about }) => about)).toContain(`Waited for ${what}`);
  });

  test('is part of a difference, also to a run that never heard of it', () => {
    const before = readTrace(fileOf(cause, 0));
    expect(differencesOf(before, trace).sums).toEqual([{ part: cause, ms: 40 }]);
    const compared = compareRuns(trace, before);
    expect(compared.parts).toEqual([{ part: cause, ms: 40 }]);
    expect(plain(difference(compared, trace))).toContain(what.replace('the ', ''));
  });
});

test('more causes than a byte holds are refused with their place', () => {
  const file = fileOf('x');
  file.spans[0]!.waits = Array.from({ length: 300 }, (_, i) => ({ for: `cause ${i}`, start: 0, end: 0, ms: 0 }));
  expect(() => readTrace(file)).toThrow(/^trace\.spans\[0\]\.waits\[\d+\]\.for: expected at most/);
});
