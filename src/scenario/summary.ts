import { formatCount } from './count.ts';
import { formatMs } from './duration.ts';
import type { Scenario } from './scenario.ts';

/** The line under the editor: `5 tasks · sleep 10 s · no cpu`, `9 tasks · cpu 1.20 s · sleep 1.33 s · 1 fails`. Attempts after the first are not counted. */
export function summary({ tasks }: Pick<Scenario, 'tasks'>): string {
  if (tasks.length === 0) return 'no tasks';
  let cpu = 0;
  let sleep = 0;
  let failing = 0;
  let dying = 0;
  for (const task of tasks) {
    for (const { kind, ms } of task.segments) {
      if (kind === 'cpu') cpu += ms;
      else sleep += ms;
    }
    if (task.fails) failing++;
    if (task.dies) dying++;
  }
  const parts = [
    plural(tasks.length, 'task', 'tasks'),
    cpu > 0 && `cpu ${total(cpu)}`,
    sleep > 0 ? `sleep ${total(sleep)}` : 'no sleep',
    cpu > 0 || 'no cpu',
    failing > 0 && plural(failing, 'fails', 'fail'),
    dying > 0 && plural(dying, 'dies', 'die'),
  ];
  return parts.filter((part) => typeof part === 'string').join(' · ');
}

function plural(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Whole seconds without digits behind the point. */
function total(ms: number): string {
  return formatMs(ms, ms % 1000 === 0 ? 0 : undefined);
}
