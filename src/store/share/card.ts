/** A text card for chats and issues: what runs, what came of it by engine, and the link. */
import { formatMs } from '../../scenario/duration.ts';
import { summary } from '../../scenario/summary.ts';
import { enginesOf } from '../state/chosen-engines.ts';
import type { State } from '../state/state.ts';
import type { Registry } from '../traces/registry.ts';
import { resultsOf } from './sent-results.ts';

type Read = Pick<State, 'scenario' | 'draft' | 'makespans' | 'machineName'>;

/** More engines than this are counted. */
const MOST = 8;

export function cardOf({ scenario, draft, makespans, machineName }: Read, registry: Registry, link: string): string {
  const engines = enginesOf(draft.engines);
  const ran = resultsOf({ draft }, registry);
  const rows = engines.slice(0, MOST).map(({ id, title }) => {
    const ms = ran.find(({ engine }) => engine.id === id)?.ms ?? Number.NaN;
    const measured = !Number.isNaN(ms);
    return [title, words(measured ? ms : (makespans[id] ?? Number.NaN)), measured ? 'measured' : 'predicted'] as const;
  });
  const wide = Math.max(0, ...rows.map(([title]) => title.length));
  const most = Math.max(0, ...rows.map(([, time]) => time.length));
  const workers = scenario.workers === undefined ? '' : `, pool ${scenario.workers}`;
  return [
    `${scenario.name ?? 'Overlap'}: ${summary(scenario)}${workers}`,
    ...rows.map(([title, time, how]) => `${title.padEnd(wide)}  ${time.padStart(most)}  ${how}`),
    ...(engines.length > MOST ? [`and ${engines.length - MOST} engines more`] : []),
    ...(rows.some(([, , how]) => how === 'predicted') ? [`Predictions assume: ${machineName}`] : []),
    link,
  ].join('\n');
}

function words(ms: number): string {
  if (Number.isNaN(ms)) return 'not known';
  return ms === Number.POSITIVE_INFINITY ? 'hangs' : formatMs(ms);
}
