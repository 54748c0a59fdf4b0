import { isKnobValue, knobOf } from './knobs.ts';
import { isNotationUnit } from './time-units.ts';
import { type Token, tokenize } from './tokens.ts';

/** What a stretch of the text is, for its colour; stretches without a kind (marks, wrong words) have none. */
export type HighlightKind = 'segment' | 'keyword' | 'fault' | 'knob' | 'number' | 'name' | 'comment' | 'bad';

export interface Highlight {
  /** Offset in the whole text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly kind: HighlightKind;
}

const WORDS: Readonly<Record<string, HighlightKind>> = {
  sleep: 'segment',
  cpu: 'segment',
  nothing: 'segment',
  fails: 'fault',
  dies: 'fault',
  kill: 'fault',
  terminate: 'fault',
  lock: 'keyword',
  workers: 'keyword',
  x: 'keyword',
  on: 'keyword',
  retry: 'keyword',
  after: 'keyword',
  step: 'keyword',
  worker: 'keyword',
  of: 'keyword',
  at: 'keyword',
  extra: 'keyword',
  job: 'keyword',
  together: 'keyword',
  attempt: 'keyword',
  takes: 'keyword',
};
/** Longer lines keep the plain colour. */
const MAX_LINE = 10_000;

/** The coloured stretches of a text in notation, in order, never overlapping. Never throws. */
export function highlight(text: string): Highlight[] {
  const found: Highlight[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    if (line.length <= MAX_LINE) {
      for (const { from: a, to: b, kind } of highlightLine(line)) found.push({ from: from + a, to: from + b, kind });
    }
    from += line.length + 1;
  }
  return found;
}

function* highlightLine(line: string): Generator<Highlight> {
  const tokens = tokenize(line);
  const [first, second] = tokens;
  const knob =
    first?.kind === 'word' && second?.text !== ':' && second?.text !== 'after' && knobOf(first.text) !== undefined;
  const colon = knob ? -1 : tokens.findIndex((token) => token.text === ':');
  for (const [k, token] of tokens.entries()) {
    const kind = kindOf(token, tokens[k - 1], k, { knob, title: knob && first.text === 'name', head: k < colon });
    if (kind !== undefined) yield { from: token.from, to: token.to, kind };
  }
}

function kindOf(
  token: Token,
  before: Token | undefined,
  k: number,
  place: { knob: boolean; title: boolean; head: boolean },
): HighlightKind | undefined {
  const { kind, text } = token;
  if (place.title && k > 0 && kind !== 'comment') return 'name';
  switch (kind) {
    case 'bad':
    case 'comment':
      return kind;
    case 'number':
      return 'number';
    case 'id':
    case 'string':
      return 'name';
    case 'mark':
      return text === '%' || text === '+-' || text === '±' ? 'number' : undefined;
    case 'word':
      if (place.knob) return k === 0 ? 'knob' : isKnobValue(text) ? 'number' : undefined;
      if (place.head && text !== 'after' && text !== 'extra') return 'name';
      if (isNotationUnit(text) && before?.kind === 'number') return 'number';
      return Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
  }
}
