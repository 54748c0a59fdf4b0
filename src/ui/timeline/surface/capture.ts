/** Keeps the pointer's events on this element. A late event may find the pointer up already: then there is nothing to keep. */
export function capture(element: HTMLElement, pointer: number): void {
  if (element.hasPointerCapture(pointer)) return;
  try {
    element.setPointerCapture(pointer);
  } catch {}
}
