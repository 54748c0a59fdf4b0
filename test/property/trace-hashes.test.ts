/**
 * Predictions stay what they were: the hash of each of several thousand traces stands in `trace-hashes.json`.
 *
 * A change of behaviour that is meant renews the kept file, and its commit says which predictions changed and why:
 *
 *     UPDATE_TRACE_HASHES=1 npx vitest run test/property/trace-hashes.test.ts
 *
 * An engine that the file does not hold yet is not compared; the same command adds it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { ENGINES } from '../../src/engines/list.ts';
import { predict } from '../../src/kernel/virtual/predict.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { traceFile } from '../../src/trace/files/trace-file.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { type HashedCase, hashedCase, KIND_NAMES, type KindName } from './hashed-cases.ts';

/** Cases of each kind, for each engine. */
const CASES = 32;
const KEPT = new URL('trace-hashes.json', import.meta.url);
const RENEW = process.env.UPDATE_TRACE_HASHES === '1';

/** The hashes of one list of cases, in order, each as the first six digits, with a blank between two. */
type Row = string;
interface Kept {
  /** The cases themselves, so that a changed case is not taken for a changed prediction. */
  cases: Record<string, Row>;
  /** By engine id, then by kind. */
  engines: Record<string, Record<string, Row>>;
}

const kept: Kept = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : { cases: {}, engines: {} };

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 6);
const rowOf = (kind: KindName, hash: (given: HashedCase) => string): Row =>
  Array.from({ length: CASES }, (_, number) => hash(hashedCase(kind, number))).join(' ');

/**
 * What an engine makes of a case: what the trace tells, or the place that a refusal names. Members are named one by one,
 * so that a trace may get further members without another hash.
 */
function told(engine: Engine, { scenario, machine }: HashedCase): unknown {
  let trace: Trace;
  try {
    trace = predict(engine, scenario, machine);
  } catch (error) {
    if (error instanceof InputError) return { refused: error.message.split(': ')[0] };
    throw error;
  }
  const { totalMs, facts, spans, turns } = traceFile(trace);
  const { raised, raisedMs, hung, stoppedMs } = facts;
  const queued = trace.queued.map(({ task, attempt, submit, cause, since }) => [task, attempt, submit, cause, since]);
  const attempts = spans.map((span) => [
    ...[span.task, span.lane, span.attempt, span.submit, span.start, span.end, span.yielded, span.outcome],
    span.segments.map(({ kind, start, end }) => [kind, start, end]),
    span.gaveWay ? [span.gaveWay.task, span.gaveWay.attempt] : null,
    span.waits?.map((wait) => [wait.for, wait.start, wait.end, wait.ms]) ?? [],
  ]);
  const held = turns?.map((turn) => [turn.of, turn.task, turn.lane, turn.start, turn.end]) ?? [];
  return [totalMs, raised, raisedMs, hung, stoppedMs, queued, attempts, held];
}

/** Fails with the first case that differs. */
function same(row: Row, before: Row, kind: KindName, what: string): void {
  if (row === before) return;
  const [now, then] = [row.split(' '), before.split(' ')];
  const differing = now.flatMap((hash, number) => (hash === then[number] ? [] : [number]));
  const first = differing[0]!;
  const given = JSON.stringify(hashedCase(kind, first));
  expect.fail(
    `${what}, kind "${kind}": ${differing.length} of ${now.length} cases differ from the kept ones (${differing.join(', ')}).\n` +
      `The first is hashedCase('${kind}', ${first}), kept ${then[first]}, now ${now[first]}:\n${given}`,
  );
}

if (RENEW) {
  test('the kept hashes are renewed', () => {
    const renewed: Kept = { cases: {}, engines: {} };
    for (const kind of KIND_NAMES) renewed.cases[kind] = rowOf(kind, hashOf);
    for (const engine of ENGINES) {
      const rows: Record<string, Row> = (renewed.engines[engine.id] = {});
      for (const kind of KIND_NAMES) rows[kind] = rowOf(kind, (given) => hashOf(told(engine, given)));
    }
    writeFileSync(KEPT, `${JSON.stringify(renewed, null, 2)}\n`);
    expect(Object.keys(renewed.engines)).toHaveLength(ENGINES.length);
  });
} else {
  test('the cases are the ones of which hashes were kept', () => {
    expect(Object.keys(kept.cases)).toEqual(KIND_NAMES);
    for (const kind of KIND_NAMES) same(rowOf(kind, hashOf), kept.cases[kind]!, kind, 'the cases themselves');
  });

  describe.each(Object.keys(kept.engines))('%s', (id) => {
    test.each(KIND_NAMES)('predicts as before: %s', (kind) => {
      const engine = ENGINES.find((one) => one.id === id);
      expect(engine, `the engine ${id} is gone; its kept hashes go with it`).toBeDefined();
      const row = rowOf(kind, (given) => hashOf(told(engine!, given)));
      same(row, kept.engines[id]![kind]!, kind, id);
    });
  });
}
