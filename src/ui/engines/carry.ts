/** Carries a chip to another place with the pointer. */

interface Carrying {
  /** Shows an order of ids while the chip is carried; null: nothing is carried any more. */
  readonly show: (order: readonly string[] | null) => void;
  /** The chip was let go there. */
  readonly drop: (order: readonly string[]) => void;
}

/** So far (px) a press may wander and still be a click. */
const CLICK_PX = 5;

interface Place {
  readonly id: string;
  readonly box: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;
}

/**
 * Where a chip goes that is let go at a point: its place among the others, which stand in rows. The rows are those of the
 * beginning, so that what moves aside does not change the answer.
 */
export function placeAt(others: readonly Place[], x: number, y: number): number {
  const top = Math.min(...others.map(({ box }) => box.top));
  const bottom = Math.max(...others.map(({ box }) => box.bottom));
  const at = Math.min(bottom, Math.max(top, y));
  return others.filter(({ box }) => box.bottom < at || (box.top <= at && (box.left + box.right) / 2 < x)).length;
}

/** Follows the pointer from the press on. Esc puts the chip back. */
export function carry(down: PointerEvent, chip: HTMLElement, { show, drop }: Carrying): void {
  const id = chip.dataset.engine!;
  const others = [...chip.parentElement!.querySelectorAll<HTMLElement>('[data-engine]')]
    .filter((other) => other !== chip)
    .map((other): Place => ({ id: other.dataset.engine!, box: other.getBoundingClientRect() }));
  if (others.length === 0) return;
  const ids = others.map((other) => other.id);
  let order: readonly string[] | undefined;
  const ended = new AbortController();
  const listening = { signal: ended.signal, capture: true } as const;

  const end = (dropped: boolean) => {
    ended.abort();
    if (!order) return;
    // The click that ends a drag is none.
    addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', swallow, { capture: true }));
    if (dropped) drop(order);
    show(null);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== down.pointerId) return;
    if (event.buttons === 0) return end(false);
    if (!order && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < CLICK_PX) return;
    const place = placeAt(others, event.clientX, event.clientY);
    order = [...ids.slice(0, place), id, ...ids.slice(place)];
    show(order);
  };
  document.addEventListener('pointermove', move, listening);
  document.addEventListener('pointerup', ({ pointerId }) => pointerId === down.pointerId && end(true), listening);
  document.addEventListener('pointercancel', () => end(false), listening);
  // Before the page, where Esc would cancel the run.
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      swallow(event);
      end(false);
    },
    listening,
  );
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
