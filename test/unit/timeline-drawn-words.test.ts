/** Lines over the lanes break off where they would strike words through, and nowhere else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SvgContext } from '../../src/ui/files/svg-context.ts';
import { DrawnWords } from '../../src/ui/timeline/paint/drawn-words.ts';
import type { Palette } from '../../src/ui/timeline/paint/palette.ts';
import { Pen } from '../../src/ui/timeline/paint/pen.ts';

const box = fc.record({
  x: fc.integer({ min: 0, max: 60 }),
  width: fc.integer({ min: 1, max: 60 }),
  middle: fc.integer({ min: 0, max: 200 }),
});

test('a line stands wherever no words are, but for scraps between them', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 12 }), fc.integer({ min: 0, max: 120 }), (boxes, x) => {
      const words = new DrawnWords();
      for (const { x: left, width, middle } of boxes) words.add('', left, width, middle);
      const pieces = words.between(x, 10, 190);
      const over = boxes.filter((one) => x >= one.x - 2 && x < one.x + one.width + 2);
      for (let y = 10; y < 190; y++) {
        const isFree = !over.some(({ middle }) => Math.abs(y + 0.5 - middle) < 7);
        const isDrawn = pieces.some(([from, to]) => y >= from && y < to);
        // Never through words.
        expect(isDrawn && !isFree).toBe(false);
        // Where three pixels and more are free, it is there.
        const gap = (from: number) =>
          [from, from + 1, from + 2].every((at) => !over.some(({ middle }) => Math.abs(at + 0.5 - middle) < 7));
        if (isFree && y >= 12 && y < 188 && (gap(y) || gap(y - 1) || gap(y - 2))) expect(isDrawn).toBe(true);
      }
      for (const [i, [from, to]] of pieces.entries()) {
        expect(to).toBeGreaterThan(from);
        if (i > 0) expect(from).toBeGreaterThan(pieces[i - 1]![1]);
      }
    }),
  );
});

test('whatever the pen writes is known', () => {
  const svg = new SvgContext(200, 100, { ground: 'white', measure: (text) => text.length * 6, image: () => '' });
  const pen = new Pen(svg as unknown as CanvasRenderingContext2D);
  pen.palette = {} as Palette;
  pen.text('sleep', 40, 50, 'black');
  expect(pen.words.between(55, 0, 100)).toEqual([
    [0, 43],
    [57, 100],
  ]);
  expect(pen.words.between(73, 0, 100)).toEqual([[0, 100]]);
  pen.words.clear();
  expect(pen.words.between(55, 0, 100)).toEqual([[0, 100]]);
});
