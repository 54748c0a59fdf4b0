/**
 * What Python waits for, whatever it asked for: one object for all its calls. A call that gave its promise to Python would have Pyodide make a
 * future of its own loop of it, whose callbacks are tasks of the worker's loop: three or four of them for each switch, and most of its time.
 */
export class Answer {
  #promise: Promise<unknown> = Promise.resolve();

  /** The next `await` of this is for that promise. Gives what Python then sees of it: that there is something to wait for. */
  comesFrom(promise: Promise<unknown>): true {
    this.#promise = promise;
    return true;
  }

  /** Who awaits this asks for it at once and calls it later, when another stack may have asked for something. */
  // biome-ignore lint/suspicious/noThenProperty: it is to be awaited.
  get then(): Promise<unknown>['then'] {
    const promise = this.#promise;
    return promise.then.bind(promise);
  }
}
