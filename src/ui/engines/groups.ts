/** Which engines the picker lists, in which groups, and in which order. Pure. */
import type { EngineFacts, EngineGroup } from '../../engines/facts.ts';
import type { EngineWords } from '../../engines/words/engine-words.ts';

/** What groups are called, in order. */
const TITLES: Readonly<Record<EngineGroup, string>> = {
  browser: 'This browser’s',
  'python-threads': 'Python threads',
  'python-processes': 'Python processes',
  asyncio: 'asyncio',
  'many machines': 'Many machines',
};

export interface Group {
  readonly title: string;
  readonly engines: readonly EngineFacts[];
}

export interface Filter {
  /** Words that all have to stand somewhere in what is told of an engine. */
  readonly query: string;
  /** Only engines that run for real here. */
  readonly onlyLive: boolean;
  /** One group, what takes least first. */
  readonly fastestFirst: boolean;
}

/** What the picker knows of engines. */
export interface Known {
  readonly engines: readonly EngineFacts[];
  readonly words: ReadonlyMap<string, EngineWords>;
  readonly isLive: (engine: EngineFacts) => boolean;
  /** Predicted for the present tasks (ms); NaN where nothing is. */
  readonly takesMs: (engine: EngineFacts) => number;
}

/** Groups with at least one engine. In a group engines stand as their words do. */
export function groupsOf({ engines, words, isLive, takesMs }: Known, filter: Filter): Group[] {
  const place = new Map([...words.keys()].map((id, number) => [id, number]));
  const placeOf = ({ id }: EngineFacts) => place.get(id) ?? place.size;
  const found = engines
    .filter((engine) => (!filter.onlyLive || isLive(engine)) && says(engine, words.get(engine.id), filter.query))
    .sort((a, b) => placeOf(a) - placeOf(b));
  if (filter.fastestFirst) {
    const last = (ms: number) => (Number.isNaN(ms) ? Number.MAX_VALUE : ms);
    found.sort((a, b) => order(last(takesMs(a)), last(takesMs(b))));
    return found.length > 0 ? [{ title: 'Fastest first', engines: found }] : [];
  }
  return (Object.entries(TITLES) as [EngineGroup, string][])
    .map(([group, title]) => ({ title, engines: found.filter((engine) => engine.group === group) }))
    .filter((group) => group.engines.length > 0);
}

/** Infinite times are equal. */
const order = (a: number, b: number): number => (a === b ? 0 : a - b);

/** Whether all words of a query stand in what is told of an engine. */
function says(engine: EngineFacts, words: EngineWords | undefined, query: string): boolean {
  const asked = query.toLowerCase().split(/[\s,;]+/);
  const told = [engine.title, engine.holds, TITLES[engine.group], ...Object.values(words ?? {})]
    .join('\n')
    .toLowerCase();
  return asked.every((word) => told.includes(word));
}
