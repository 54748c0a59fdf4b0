/** What the benches use of peers whose own types cannot be found by their `exports`, or that have none. */
declare module 'threads' {
  type Methods<T> = { [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never };
  export function spawn<T>(worker: Worker): Promise<Methods<T>>;
  export function Pool<T>(
    start: () => Promise<T>,
    size: number,
  ): { queue<R>(task: (thread: T) => Promise<R>): PromiseLike<R>; terminate(force: boolean): Promise<void> };
}

declare module 'threads/worker' {
  export function expose(service: object): void;
}

/** It puts itself into `window.Sim`. */
declare module 'simjs';
