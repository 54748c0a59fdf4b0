/** A Python process of an executor, as the executor knows it. */
import type { Env, Process, Queue } from '../vocabulary.ts';

export class PythonWorker<Attempt> {
  process!: Process;
  readonly inbox: Queue;
  attempt: Attempt | undefined;
  isGone = false;

  constructor(env: Env) {
    this.inbox = env.queue();
  }
}
