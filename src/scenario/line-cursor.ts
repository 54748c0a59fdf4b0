import { NotationError } from './notation-error.ts';
import type { TextPlace } from './statement.ts';
import type { Token } from './tokens.ts';

/** A cursor over the tokens of one line. */
export class LineCursor {
  readonly line: string;
  readonly number: number;
  readonly tokens: readonly Token[];
  /** The next token. */
  at = 0;

  constructor(line: string, number: number, tokens: readonly Token[]) {
    this.line = line;
    this.number = number;
    this.tokens = tokens;
  }

  get next(): Token | undefined {
    return this.tokens[this.at];
  }

  get end(): number {
    return this.tokens.at(-1)?.to ?? 0;
  }

  /** Takes the next token if it is this word or mark. */
  take(text: string): boolean {
    const token = this.next;
    if (token?.text !== text || (token.kind !== 'word' && token.kind !== 'mark')) return false;
    this.at++;
    return true;
  }

  place(from: number, to: number): TextPlace {
    return { line: this.number, column: from + 1, text: this.line.slice(from, to) };
  }

  /** The whole line without its comment. */
  whole(): TextPlace {
    return this.place(this.tokens[0]?.from ?? 0, this.end);
  }

  /** A mistake in the stretch of the line from `from` to `to`. */
  wrong(expected: string, from: number, to: number): NotationError {
    return new NotationError(this.number, from + 1, this.line.slice(from, to), expected);
  }

  /** A mistake at a token, with all that is glued to it. */
  wrongHere(expected: string, at = this.at): NotationError {
    const token = this.tokens[at];
    if (token === undefined) return this.wrong(expected, this.end, this.end);
    let last = at;
    for (;;) {
      const then = this.tokens[last + 1];
      if (then === undefined || then.from !== this.tokens[last]?.to || then.text === ',' || then.text === ':') break;
      last++;
    }
    return this.wrong(expected, token.from, this.tokens[last]?.to as number);
  }

  /** A plain number. */
  plainNumber(expected: string, good: (value: number) => boolean): number {
    const token = this.next;
    const value = Number(token?.text);
    const then = this.tokens[this.at + 1];
    const glued = then !== undefined && then.from === token?.to && (then.kind === 'word' || then.kind === 'number');
    if (token?.kind !== 'number' || glued || !good(value)) throw this.wrongHere(expected);
    this.at++;
    return value;
  }

  expectEnd(expected: string): void {
    if (this.next !== undefined) throw this.wrongHere(expected);
  }
}
