/** What the find box's text means, and which attempts of the shown sections match it. */
import { InputError } from '../../scenario/input-error.ts';
import type { Overlap } from '../../store/overlap.ts';
import type { Selection } from '../../store/state/state.ts';
import { type Matches, matchesOf } from '../../trace/queries/find.ts';
import { parseQuery, type Query } from '../../trace/queries/query.ts';
import { type ShownTrace, shownTraces } from './shown.ts';

export interface Found {
  readonly sections: readonly { readonly shown: ShownTrace; readonly matches: Matches }[];
  readonly total: number;
  readonly of: number;
  /** What is wrong with the text, and where (column from 1). */
  readonly mistake: { readonly message: string; readonly column: number } | undefined;
}

const NOTHING: Found = { sections: [], total: 0, of: 0, mistake: undefined };

export function find(overlap: Pick<Overlap, 'store' | 'registry'>): Found {
  const { query: text } = overlap.store.getState();
  if (text.trim() === '') return NOTHING;
  const shown = shownTraces(overlap);
  let query: Query;
  try {
    query = parseQuery(text, [...new Set(shown.flatMap(({ trace }) => trace.causes))]);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [, column = '1', message = error.message] = /^find:(\d+): (.*)$/s.exec(error.message) ?? [];
    return { ...NOTHING, mistake: { message, column: Number(column) } };
  }
  let [total, of] = [0, 0];
  const sections = shown.map((one) => {
    const matches = matchesOf(one.trace, query);
    total += matches.total;
    of += matches.of;
    return { shown: one, matches };
  });
  return { sections, total, of, mistake: undefined };
}

/** The place of the selected attempt among the matches, from 0; -1 where it is none of them. */
export function placeOf({ sections }: Found, selected: Selection | null): number {
  let before = 0;
  for (const { shown, matches } of sections) {
    if (selected?.engine === shown.engine.id) {
      const { task, attempt } = shown.trace.spans.at;
      const at = matches.rows.findIndex((row) => task[row] === selected.task && attempt[row] === selected.attempt);
      return at < 0 ? -1 : before + at;
    }
    before += matches.total;
  }
  return -1;
}

/** The match at a place. After the last place comes the first again. */
export function matchAt({ sections, total }: Found, place: number): Selection | undefined {
  let rest = total > 0 ? ((place % total) + total) % total : 0;
  for (const { shown, matches } of sections) {
    const row = matches.rows[rest];
    if (row !== undefined) {
      const { task, attempt } = shown.trace.spans.at;
      return { engine: shown.engine.id, task: task[row]!, attempt: attempt[row]! };
    }
    rest -= matches.total;
  }
  return undefined;
}
