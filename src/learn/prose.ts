/** Prose of lessons and cards, taken apart: `**bold**`, `` `code` ``, `[[word]]`, `[[word|as it is said here]]` and `{measure}`. */

export type ProsePart =
  | { readonly kind: 'text' | 'bold' | 'code'; readonly text: string }
  /** A word with a card: its id, and how it is said here. */
  | { readonly kind: 'word'; readonly word: string; readonly text: string }
  /** A figure, or the control. */
  | { readonly kind: 'measure'; readonly measure: string; readonly bold: boolean };

const PARTS = /\*\*\{([^}]+)\}\*\*|\{([^}]+)\}|\*\*([^*]+)\*\*|`([^`]+)`|\[\[([^\]|]+)(?:\|([^\]]+))?\]\]/g;

export function proseParts(text: string): readonly ProsePart[] {
  const parts: ProsePart[] = [];
  let at = 0;
  for (const found of text.matchAll(PARTS)) {
    if (found.index > at) parts.push({ kind: 'text', text: text.slice(at, found.index) });
    const [whole, boldMeasure, measure, bold, code, word, said] = found;
    if (boldMeasure !== undefined) parts.push({ kind: 'measure', measure: boldMeasure, bold: true });
    else if (measure !== undefined) parts.push({ kind: 'measure', measure, bold: false });
    else if (bold !== undefined) parts.push(...boldParts(bold));
    else if (code !== undefined) parts.push({ kind: 'code', text: code });
    else parts.push({ kind: 'word', word: wordId(word!), text: said ?? word! });
    at = found.index + whole.length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** Figures within what is bold. */
function boldParts(text: string): ProsePart[] {
  return text.split(/(\{[^}]+\})/).flatMap((part): ProsePart[] => {
    if (part === '') return [];
    if (part.startsWith('{')) return [{ kind: 'measure', measure: part.slice(1, -1), bold: true }];
    return [{ kind: 'bold', text: part }];
  });
}

/** The text with each stretch that is plain, neither bold nor code nor a card nor a figure, as `change` makes it. */
export function changePlain(text: string, change: (plain: string) => string): string {
  let changed = '';
  let at = 0;
  for (const { 0: whole, index } of text.matchAll(PARTS)) {
    changed += change(text.slice(at, index)) + whole;
    at = index + whole.length;
  }
  return changed + change(text.slice(at));
}

/** The id of the card of a word. */
const wordId = (word: string): string => word.toLowerCase().replaceAll(' ', '-');

/** As it is read. `figure`: what stands for a measure. */
export const plainProse = (text: string, figure: (measure: string) => string = () => '5 s'): string =>
  proseParts(text)
    .map((part) => (part.kind === 'measure' ? figure(part.measure) : part.text))
    .join('');

/** The measures that a text names. */
export const measuresIn = (text: string): readonly string[] =>
  proseParts(text).flatMap((part) =>
    part.kind === 'measure' && part.measure !== 'control' && part.measure !== 'outcome' ? [part.measure] : [],
  );
