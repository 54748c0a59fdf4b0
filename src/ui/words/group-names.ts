/** What groups of tasks are called, and what tasks come after. */
import type { Scenario } from '../../scenario/scenario.ts';
import { list, tasksWord } from './names-and-numbers.ts';

export class GroupNames {
  /** How many tasks each group has. */
  readonly sizes = new Map<string, number>();
  readonly #numbers: ReadonlyMap<string, number>;
  /** By the list of ids: tasks of one line share theirs. */
  readonly #after = new Map<readonly string[], string>();

  constructor(readonly scenario: Scenario) {
    const { tasks } = scenario;
    this.#numbers = new Map(tasks.map(({ id }, number) => [id, number]));
    for (const { group } of tasks) if (group) this.sizes.set(group, (this.sizes.get(group) ?? 0) + 1);
  }

  /** What a task waits for before it can begin: `list`, `task 3`, `load and tasks 1 and 2`; `others` where that is not known. */
  after(task: number): string {
    const { after } = this.scenario.tasks[task]!;
    if (!after || after.length === 0) return 'others';
    let words = this.#after.get(after);
    if (words === undefined)
      this.#after.set(after, (words = this.of(after.flatMap((id) => this.#numbers.get(id) ?? []))));
    return words;
  }

  /** Names of tasks; a group of which all tasks are meant by its own name: `load`, `tasks 1 and 2`. */
  of(numbers: readonly number[]): string {
    const byGroup = new Map<string | undefined, number[]>();
    for (const number of numbers) {
      const group = this.scenario.tasks[number]!.group || undefined;
      const known = byGroup.get(group);
      if (known) known.push(number);
      else byGroup.set(group, [number]);
    }
    const names: string[] = [];
    const others = byGroup.get(undefined) ?? [];
    for (const [group, members] of byGroup) {
      if (group === undefined) continue;
      if (members.length === this.sizes.get(group)) names.push(group);
      else others.push(...members);
    }
    if (others.length > 0) names.push(tasksWord(this.scenario, others));
    return list(names);
  }
}

const known = new WeakMap<Scenario, GroupNames>();

export function groupNames(scenario: Scenario): GroupNames {
  let names = known.get(scenario);
  if (!names) known.set(scenario, (names = new GroupNames(scenario)));
  return names;
}
