/** What a search finds in a picture: the mask of its rows, and those rows by lane. Loaded with the first search. */
import { matchesOf } from '../../../trace/queries/find.ts';
import { parseQuery, type Query } from '../../../trace/queries/query.ts';
import type { CauseName } from '../../../trace/wait-causes.ts';
import type { Found } from './found.ts';
import { LaneIndex } from './lane-index.ts';
import type { Picture } from './picture.ts';

let last: { readonly text: string; readonly causes: readonly CauseName[]; readonly query: Query | undefined } = {
  text: '',
  causes: [],
  query: undefined,
};

/** The query of a text; undefined where the text is empty, or is not a query yet. */
function queryOf(text: string, causes: readonly CauseName[] = []): Query | undefined {
  if (last.text === text && last.causes === causes) return last.query;
  let query: Query | undefined;
  try {
    query = text.trim() === '' ? undefined : parseQuery(text, causes);
  } catch {
    query = undefined;
  }
  last = { text, causes, query };
  return query;
}

/** Brings `picture.found` up to date. Gives whether it has changed. */
export function search(picture: Picture, text: string): boolean {
  const trace = picture.main?.trace;
  const query = queryOf(text, trace?.causes);
  const old = picture.found;
  if (!trace || !query) {
    picture.found = undefined;
    return old !== undefined;
  }
  const { mask, total, of } = matchesOf(trace, query);
  if (old && old.mask === mask && old.index.trace === trace) return false;
  picture.found = { mask, total, of, index: new LaneIndex(trace, undefined, (row) => mask[row] === 1) } satisfies Found;
  return true;
}
