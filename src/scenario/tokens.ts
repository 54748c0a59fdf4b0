/** The words of one line of the task notation. Shared by the parser, the knob rewriter and the highlighter; never throws. */

/**
 * - `number`: `150`, `0.2`, `.5`, `1e-7`; a unit is a `word` right behind it
 * - `word`: letters, digits, `_`, with `-` and `.` inside
 * - `string`: a JSON string in double quotes
 * - `id`: `#a`, `#12`, `#"any text"`
 * - `mark`: `,` `:` `..` `+-` `±` `%` `{` `}` `[` `]` `-`
 * - `comment`: a `#` that begins no id (so a `#` and a blank), to the end of the line
 * - `bad`: anything else, one character, or an unfinished string
 */
export type TokenKind = 'number' | 'word' | 'string' | 'id' | 'mark' | 'comment' | 'bad';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offset of the first character in the line, in UTF-16 units. */
  readonly from: number;
  /** Offset behind the last character. */
  readonly to: number;
}

const NAME_TAIL = String.raw`(?:[\p{L}\p{M}\p{N}_]|[-.](?=[\p{L}\p{M}\p{N}_]))*`;
const WORD = String.raw`[\p{L}_]${NAME_TAIL}`;
const BARE_ID = String.raw`[\p{L}\p{N}_]${NAME_TAIL}`;
const STRING = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`;

/** What each kind looks like, tried in this order; the last always fits. */
const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
  ['word', new RegExp(WORD, 'uy')],
  ['number', /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['mark', /\.\.|\+-|[±,:%{}[\]-]/y],
  ['id', new RegExp(`#(?:${STRING}|${BARE_ID})`, 'uy')],
  ['string', new RegExp(STRING, 'uy')],
  ['comment', /#(?![\p{L}\p{N}_"])[\s\S]*/uy],
  ['bad', /#?"[\s\S]*|[\s\S]/uy],
];
const BLANKS = /\s*/y;
const WHOLE_WORD = new RegExp(`^${WORD}$`, 'u');
const WHOLE_ID = new RegExp(`^${BARE_ID}$`, 'u');

/** Splits one line (without its line feed) into tokens. Blanks separate and are dropped. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  for (let from = 0; ; ) {
    BLANKS.lastIndex = from;
    BLANKS.test(line);
    from = BLANKS.lastIndex;
    if (from >= line.length) return tokens;
    for (const [kind, looks] of KINDS) {
      looks.lastIndex = from;
      if (!looks.test(line)) continue;
      const to = looks.lastIndex;
      tokens.push({ kind, text: line.slice(from, to), from, to });
      from = to;
      break;
    }
  }
}

/** The value of a `string` token, of an `id` token or of a `word`; undefined where the quotes hold no JSON string. */
export function nameOf(token: Token): string | undefined {
  const text = token.kind === 'id' ? token.text.slice(1) : token.text;
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** Whether a name can stand without quotes. */
export function isBareWord(name: string): boolean {
  return WHOLE_WORD.test(name);
}

/** An id as the notation writes it: `#a`, `#12`, `#"any text"`. */
export function idText(id: string): string {
  return `#${WHOLE_ID.test(id) ? id : JSON.stringify(id)}`;
}

/** Whether a text is a whole number as an id counts: no sign, no leading zero. */
export function isWhole(text: string): boolean {
  return /^(?:0|[1-9]\d{0,14})$/.test(text);
}
