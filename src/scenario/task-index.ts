import { MAX_TASKS } from './bounds.ts';
import { wrongAt } from './notation-error.ts';
import type { TasksStatement } from './statement.ts';
import { isWhole } from './tokens.ts';

/** Which tasks each statement makes, and which task an id is. */
export class TaskIndex {
  readonly statements: readonly TasksStatement[];
  /** The first task of each statement, and behind the last the number of all. */
  readonly starts: Int32Array;
  private readonly explicit = new Map<string, number>();

  constructor(statements: readonly TasksStatement[]) {
    this.statements = statements;
    this.starts = new Int32Array(statements.length + 1);
    let total = 0;
    statements.forEach((statement, k) => {
      total += statement.count;
      if (total > MAX_TASKS) throw wrongAt(statement.place, `at most ${MAX_TASKS} tasks in all`);
      this.starts[k + 1] = total;
    });
    statements.forEach(({ id }, k) => {
      if (id === undefined) return;
      const taken = this.explicit.get(id.value);
      if (taken !== undefined) throw wrongAt(id, `an id of its own (line ${this.lineOf(taken)} has this one)`);
      this.explicit.set(id.value, this.starts[k] as number);
    });
    for (const { id } of statements) {
      if (id === undefined || !isWhole(id.value)) continue;
      const counted = Number(id.value);
      if (counted < total && this.statements[this.statementOf(counted)]?.id === undefined) {
        throw wrongAt(id, `an id of its own (a task in line ${this.lineOf(counted)} counts as this one)`);
      }
    }
  }

  get total(): number {
    return this.starts[this.statements.length] as number;
  }

  /** The statement that made a task. */
  statementOf(task: number): number {
    let low = 0;
    let high = this.statements.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= task) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The place in the list of the task with this id; -1 if there is none. */
  find(id: string): number {
    const own = this.explicit.get(id);
    if (own !== undefined) return own;
    if (!isWhole(id) || Number(id) >= this.total) return -1;
    return this.statements[this.statementOf(Number(id))]?.id === undefined ? Number(id) : -1;
  }

  idOf(task: number): string {
    return this.statements[this.statementOf(task)]?.id?.value ?? String(task);
  }

  private lineOf(task: number): number {
    return this.statements[this.statementOf(task)]?.place.line ?? 0;
  }
}
