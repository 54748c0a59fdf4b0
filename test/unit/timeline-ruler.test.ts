/** Words of the time axis: none is cut at the right edge, and each of the others stands at its time. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ruler } from '../../src/ui/timeline/surface/ruler.ts';

interface Label {
  hidden: boolean;
  textContent: string;
  dataset: Record<string, string>;
  style: Record<string, string>;
}

/** An element that only takes others. */
function parent() {
  const children: Label[] = [];
  const createElement = (): Label => ({ hidden: false, textContent: '', dataset: {}, style: {} });
  const element = { ownerDocument: { createElement }, append: (label: Label) => children.push(label) };
  return { element: element as unknown as HTMLElement, children };
}

test('a label that would pass the edge is left out, with its line kept', () => {
  const xs = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 12 });
  fc.assert(
    fc.property(xs, (places) => {
      const [band, grid] = [parent(), parent()];
      const scale = { left: 100, width: 1000, fromMs: 0, toMs: 1000 };
      const ticks = places.map((ms) => ({ ms, label: `${ms} ms` }));
      new Ruler(band.element, grid.element).place(ticks, scale, 50);
      for (const [i, { label }] of ticks.entries()) {
        const shown = band.children[i]!;
        const passes = 100 + places[i]! + (label.length * 6.5) / 2 > 1100 + 12;
        expect([shown.hidden, grid.children[i]!.hidden]).toEqual([passes, false]);
        if (!passes) expect([shown.textContent, shown.style.left]).toEqual([label, `${100 + places[i]!}px`]);
      }
    }),
  );
});
