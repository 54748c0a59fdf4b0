/** Reads names and references in a line of the task notation. */
import type { LineCursor } from './line-cursor.ts';
import type { Reference } from './statement.ts';
import { isWhole, nameOf } from './tokens.ts';

const A_REFERENCE = "a group's name such as load, or an id such as #3";

/** A word, or any text in quotes. */
export function readName(r: LineCursor, expected: string): string {
  const token = r.next;
  const name = token?.kind === 'word' || token?.kind === 'string' ? nameOf(token) : undefined;
  if (name === undefined || name === '') throw r.wrongHere(expected);
  r.at++;
  return name;
}

export function readReferences(r: LineCursor): Reference[] {
  const references = [readReference(r)];
  while (r.take(',')) references.push(readReference(r));
  return references;
}

export function readReference(r: LineCursor): Reference {
  const token = r.next;
  const name = token && nameOf(token);
  if (token === undefined || name === undefined) throw r.wrongHere(A_REFERENCE);
  const place = r.place(token.from, token.to);
  if (token.kind === 'word' || token.kind === 'string') {
    r.at++;
    return { ...place, kind: 'group', name };
  }
  if (token.kind !== 'id') throw r.wrongHere(A_REFERENCE);
  r.at++;
  if (!r.take('..')) return { ...place, kind: 'id', id: name };
  const last = r.next;
  const to = last?.to ?? r.end;
  if (last?.kind !== 'number' || !isWhole(name) || !isWhole(last.text) || Number(last.text) < Number(name)) {
    throw r.wrong('whole numbers, such as #0..4', token.from, to);
  }
  r.at++;
  return { ...r.place(token.from, to), kind: 'ids', first: Number(name), last: Number(last.text) };
}
