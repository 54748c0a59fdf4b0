/** The recordings that come with the page: each is there, and is what the list says of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/list.ts';
import type { Recording } from '../../src/store/files/recordings.ts';
import { readTrace } from '../../src/trace/files/read-trace.ts';

const FOLDER = new URL('../../public/recordings/', import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
const list: readonly Recording[] = read('list.json');

test('the list names every file that is there, once', () => {
  const files = readdirSync(FOLDER).filter((file) => file !== 'list.json');
  expect(list.map(({ file }) => file).sort()).toEqual(files.sort());
});

test.each(list.map((one) => [one.file, one] as const))('%s', (file, told) => {
  const { trace, scenario } = { trace: readTrace(read(file)), ...read(file) };
  expect(trace.source).toBe('recorded');
  expect(ENGINES.map(({ id }) => id)).toContain(told.engine);
  expect({ engine: trace.engine, totalMs: trace.totalMs }).toEqual({ engine: told.engine, totalMs: told.totalMs });
  expect(told.version).toContain(read(file).engineVersion);
  expect(told.scenario).toMatch(new RegExp(`\\b${scenario.tasks.length} tasks`));
  expect(told.recorded).toMatch(/^20\d\d(-\d\d-\d\d)?$/);
});
