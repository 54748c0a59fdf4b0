/** Listening. Each function gives another one that ends it. */

export function subscribeTo(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function listen(target: EventTarget, type: string, listener: () => void, capture = false): () => void {
  target.addEventListener(type, listener, { capture, passive: true });
  return () => target.removeEventListener(type, listener, { capture });
}
