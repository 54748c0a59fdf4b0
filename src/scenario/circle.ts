/**
 * Finds a circle in a directed graph, without recursion, so that a chain of a million is no problem.
 *
 * @param count nodes are 0 to count - 1
 * @param next the k-th node that `node` points to, or -1 behind the last
 * @returns the nodes of one circle in order, each pointing to the next and the last to the first; undefined if there is none
 */
export function findCircle(count: number, next: (node: number, k: number) => number): number[] | undefined {
  const done = 1;
  const onPath = 2;
  const state = new Uint8Array(count);
  const path = new Int32Array(count);
  const tried = new Int32Array(count);
  for (let root = 0; root < count; root++) {
    if (state[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    state[root] = onPath;
    while (depth >= 0) {
      const node = path[depth] as number;
      const to = next(node, (tried[node] as number)++);
      if (to < 0) {
        state[node] = done;
        depth--;
      } else if (state[to] === onPath) {
        return [...path.subarray(path.indexOf(to), depth + 1)];
      } else if (state[to] === 0) {
        state[to] = onPath;
        path[++depth] = to;
      }
    }
  }
  return undefined;
}
