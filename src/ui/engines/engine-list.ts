/** Changes of the list of engines shown. Pure. */

/** Shows an engine, behind the others, or no longer. */
export function withEngine(ids: readonly string[], id: string, shown: boolean): readonly string[] {
  if (!shown) return ids.filter((other) => other !== id);
  return ids.includes(id) ? ids : [...ids, id];
}

/** Puts an engine so many places later, or earlier where `by` is negative; at most to an end of the list. */
export function movedBy(ids: readonly string[], id: string, by: number): readonly string[] {
  const others = ids.filter((other) => other !== id);
  if (others.length === ids.length) return ids;
  const to = Math.min(others.length, Math.max(0, ids.indexOf(id) + by));
  return [...others.slice(0, to), id, ...others.slice(to)];
}
