import { describe, expect, test } from 'vitest';
import { tickLabel, timeTicks } from '../../src/ui/timeline/model/ticks.ts';
import { fitWindow, inside, msAt, panned, showsAll, xOf, zoomed } from '../../src/ui/timeline/model/time-scale.ts';

const labels = (fromMs: number, toMs: number, width: number, gap = 110) =>
  timeTicks(fromMs, toMs, width, gap).map((tick) => tick.label);

describe('the time axis', () => {
  test('has the ticks of the pictures', () => {
    expect(labels(-100, 5220, 1024)).toEqual(['0', '1 s', '2 s', '3 s', '4 s', '5 s']);
    expect(labels(-30, 1440, 1024)).toEqual(['0', '200 ms', '400 ms', '600 ms', '800 ms', '1.0 s', '1.2 s', '1.4 s']);
    expect(labels(-90, 1450, 325, 50)).toEqual(['0', '400 ms', '800 ms', '1.2 s']);
  });

  test('says microseconds when deep, and enough digits to tell neighbours apart', () => {
    expect(labels(0, 0.5, 1024)).toEqual(['0', '100 µs', '200 µs', '300 µs', '400 µs', '500 µs']);
    const deep = labels(1234.5, 1235.5, 1024);
    expect(new Set(deep).size).toBe(deep.length);
    expect(tickLabel(0.3, 0.1)).toBe('300 µs');
    expect(tickLabel(1001, 1)).toBe('1.001 s');
    expect(tickLabel(1_000_000, 200_000)).toBe('16 min 40 s');
    expect(labels(-8000, 900_000, 1024)).toEqual(['0', ...[2, 4, 6, 8, 10, 12, 14].map((min) => `${min} min`)]);
    expect(labels(-8000, 250_000, 1024)).toEqual([
      '0',
      '30 s',
      '1 min',
      '90 s',
      '2 min',
      '2 min 30 s',
      '3 min',
      '3 min 30 s',
      '4 min',
    ]);
  });

  test('gives no ticks for an empty window or no width, and never one before zero', () => {
    expect(labels(5, 5, 1000)).toEqual([]);
    expect(labels(0, 5, 0)).toEqual([]);
    expect(timeTicks(-5000, 5000, 1000, 80).every((tick) => tick.ms >= 0)).toBe(true);
  });

  test('steps by whole figures without rounding errors', () => {
    for (const tick of timeTicks(0, 3e-1, 1000, 90)) expect(String(tick.ms).length).toBeLessThan(6);
  });
});

describe('the window', () => {
  const all = { fromMs: -100, toMs: 5100 };

  test('fits zero 20 px into the plot and the end 24 px before its end', () => {
    const window = fitWindow(5000, 1044);
    const scale = { ...window, left: 104, width: 1044 };
    expect(xOf(scale, 0)).toBeCloseTo(124);
    expect(xOf(scale, 5000)).toBeCloseTo(104 + 1044 - 24);
    expect(msAt(scale, xOf(scale, 1234))).toBeCloseTo(1234);
  });

  test('zooms with the time under the pointer staying where it is', () => {
    const view = zoomed({ fromMs: 1000, toMs: 3000 }, 1500, 0.5, all);
    expect(view).toEqual({ fromMs: 1250, toMs: 2250 });
  });

  test('never leaves what there is, nor gets longer than it or shorter than half a ms', () => {
    expect(panned({ fromMs: 0, toMs: 1000 }, 9000, all)).toEqual({ fromMs: 4100, toMs: 5100 });
    expect(panned({ fromMs: 0, toMs: 1000 }, -9000, all)).toEqual({ fromMs: -100, toMs: 900 });
    expect(zoomed({ fromMs: 0, toMs: 4000 }, 2000, 100, all)).toEqual(all);
    const deep = zoomed({ fromMs: 10, toMs: 11 }, 10.5, 1e-6, all);
    expect(deep.toMs - deep.fromMs).toBeCloseTo(0.5);
    expect(inside({ fromMs: -1e6, toMs: 1e6 }, all)).toEqual(all);
    expect(showsAll(all, all)).toBe(true);
    expect(showsAll({ fromMs: 0, toMs: 1000 }, all)).toBe(false);
  });
});
