/** TypeScript as far as the page writes it, for colours: words, texts and notes. */
import { StreamLanguage, type StringStream } from '@codemirror/language';

const WORDS = new Set(
  'as async await break catch class const constructor continue delete else export extends false finally for from function if import in instanceof let new null of readonly return static this throw true try typeof undefined while'.split(
    ' ',
  ),
);

interface Within {
  /** In a note that goes over lines, or in a template. */
  open: 'note' | 'template' | undefined;
}

export const typescript = StreamLanguage.define<Within>({
  name: 'typescript',
  startState: () => ({ open: undefined }),
  token(stream, within) {
    if (within.open === 'note') return goOn(stream, within, '*/', 'comment');
    if (within.open === 'template') return goOn(stream, within, '`', 'string');
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match('/*')) {
      within.open = 'note';
      return goOn(stream, within, '*/', 'comment');
    }
    if (stream.match('`')) {
      within.open = 'template';
      return goOn(stream, within, '`', 'string');
    }
    if (stream.match(/^'(\\.|[^'\\])*'|^"(\\.|[^"\\])*"/)) return 'string';
    const word = stream.match(/^[A-Za-z_$][\w$]*/) as RegExpMatchArray | null;
    if (word) return WORDS.has(word[0]) ? 'keyword' : 'variableName';
    if (stream.match(/^\d[\w.]*/)) return 'number';
    stream.next();
    return null;
  },
});

/** Up to where what is open ends, in this line or a later one. */
function goOn(stream: StringStream, within: Within, close: string, is: string): string {
  const at = stream.string.indexOf(close, stream.pos);
  if (at < 0) stream.skipToEnd();
  else {
    stream.pos = at + close.length;
    within.open = undefined;
  }
  return is;
}
