/** Tables for spreadsheets: no text of a file, a name or a note becomes a formula there, and none breaks out of its cell. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from '../../src/trace/files/csv.ts';
import { csvCell, tsvCell } from '../../src/trace/files/sheet-cell.ts';
import { Trace } from '../../src/trace/trace.ts';
import { type RangeRow, rangeText } from '../../src/ui/panels/range/figures.ts';

const EVIL = [
  '=1+2',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '＝1',
  '＋1',
  '=HYPERLINK("http://x.invalid","x")',
];
const evil = fc.oneof(
  fc.constantFrom(...EVIL),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', ';', '\t', '\r', '\n', ' ', 'a', '1') }),
);

/** The cells of comma-separated text, by RFC 4180. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const [, value = '', end] = cell.exec(text)!;
    rows.at(-1)!.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
const isFormula = (cell: string) => /^\s*[=+\-@＝＋－＠]/.test(cell) && Number.isNaN(Number(cell));

test.each(EVIL)('%j is a text', (text) => {
  expect(isFormula(csvCell(text).replace(/^"/, ''))).toBe(false);
  expect(isFormula(tsvCell(text))).toBe(false);
});

test('what is no formula stays as it is', () => {
  for (const text of ['a', '1', 'a=b', 'f (a.py:1)', '“x”', "'x'", ''])
    expect([csvCell(text), tsvCell(text)]).toEqual([text, text]);
});

test('a run saved as CSV: its ids, groups and causes are texts in cells of their own', () => {
  fc.assert(
    fc.property(evil, evil, evil, (id, group, cause) => {
      const trace = new Trace('imported', 'x', { cores: 1 }, { tasks: [{ id, group, segments: [] }] });
      const row = trace.begin(0, 0, 1, -5, 0);
      trace.addWait(row, trace.numberOf(`${cause}!`), -5, 0, 5);
      trace.spans.at.end[row] = 1;
      const [head, line, ...more] = cellsOf([...csvText(trace)].join(''));
      expect(more).toEqual([]);
      expect(line!.length).toBe(head!.length);
      expect([...head!, ...line!].filter(isFormula)).toEqual([]);
    }),
  );
});

test('a range copied for a sheet: so are the names of its sections', () => {
  fc.assert(
    fc.property(evil, evil, (title, cause) => {
      const none = { count: 0, total: 0, min: 0, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 };
      const row = { title, waitsMs: { [`${cause}!`]: 1 }, durations: none } as unknown as RangeRow;
      const lines = rangeText([row, row], { fromMs: -3, toMs: 4 }).split('\n');
      expect(lines.length).toBe(3);
      const cells = lines.map((line) => line.split('\t'));
      expect(new Set(cells.map(({ length }) => length)).size).toBe(1);
      expect(cells.flat().filter(isFormula)).toEqual([]);
    }),
  );
});
