/**
 * Takes JSON apart while it comes in: long lists element by element, other values whole, unwanted values not at all. Only one
 * element (or one wanted value) is ever text. Lists are read leniently: stray commas, a missing end and damaged elements are
 * told, not fatal. Bounds are found byte by byte, the elements between them are read by `JSON.parse`, many at a time.
 */

/** What to do with a value: read its elements or members one by one, read it whole, or pass over it. */
export type Take = 'elements' | 'members' | 'value' | 'skip';

export interface Handler {
  /** Asked before each value. `path`: '' for the whole, `a.b` for members. `opens`: its first character. */
  take(path: string, opens: string): Take;
  /** A value that was wanted whole. */
  value(path: string, value: unknown): void;
  /** The text of some elements, before it is read; gives it, or another that is read instead. */
  source(path: string, text: string): string;
  /** Some elements of a list, in order. */
  elements(path: string, elements: readonly unknown[]): void;
  /** An element or value that is no JSON, and where it begins (bytes from 0). */
  damaged(path: string, atByte: number): void;
  /** Whether this, found where a damaged element may have ended, is an element of the list. */
  isElement(path: string, candidate: unknown): boolean;
}

/** How the text ended: all closed, or cut off inside of this. */
export type Ending = { readonly whole: true } | { readonly whole: false; readonly inside: string };

interface Frame {
  readonly path: string;
  readonly list: boolean;
}

/**
 * Bytes looked at in search of where elements begin again behind damage: so many for each byte of the text so far, and so many more.
 * A text made of nothing but brackets would cost its square otherwise.
 */
const SEARCH_PER_BYTE = 8;
const SEARCH_MORE = 4 << 20;
/** An element longer than this is taken for damage (bytes). */
const LONGEST = 64 << 20;
/** A member's name longer than this, blanks and all, is damage (bytes). */
const LONGEST_NAME = 1 << 20;
const MOST_IN_BATCH = 2048;
const MOST_BATCH_BYTES = 1 << 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** Its first byte in UTF-8. */
const BYTE_ORDER_MARK = 0xef;

export class JsonScanner {
  #bytes = new Uint8Array(1 << 16);
  /** Bytes of the whole text before `#bytes[0]`. */
  #base = 0;
  /** First byte that is not done with, first that is not looked at, first that is not there. */
  #from = 0;
  #at = 0;
  #to = 0;
  readonly #frames: Frame[] = [];
  #begun = false;
  #over = false;
  #ending = false;
  /** Bytes looked at in search of where elements begin again. */
  #searched = 0;
  /** Behind damage: where elements begin must be found out. */
  #lost = false;
  /** The value being skimmed: where it goes, and how deep we are in it. */
  #value: { readonly path: string; readonly take: 'value' | 'skip' | 'element' } | undefined;
  #depth = 0;
  #inString = false;
  #valueFrom = 0;
  /** Starts and ends of elements that are whole and not yet read. */
  #starts: number[] = [];
  #ends: number[] = [];
  readonly #text = new TextDecoder();

  constructor(readonly handler: Handler) {}

  /** Takes in the next bytes. They may be used again afterwards. */
  feed(bytes: Uint8Array): void {
    if (this.#over) return;
    this.#append(bytes);
    this.#run();
    if (this.#starts.length > 0 && this.#flush()) this.#run();
  }

  /** No more is to come. */
  end(): Ending {
    this.#ending = true;
    for (;;) {
      this.#run();
      if (this.#starts.length > 0 && this.#flush()) continue;
      if (this.#value?.take !== 'element') break;
      // Cut off inside an element, or its quotes are wrong and it swallowed what follows.
      const { path } = this.#value;
      this.#value = undefined;
      if (this.#skipDamage(path, this.#valueFrom, this.#to)) continue;
      this.#at = this.#to;
      break;
    }
    if (!this.#begun) return { whole: false, inside: 'nothing' };
    if (this.#value) return { whole: false, inside: this.#value.path };
    return this.#over ? { whole: true } : { whole: false, inside: this.#frames.at(-1)?.path ?? '' };
  }

  #append(bytes: Uint8Array): void {
    const keep = this.#to - this.#from;
    if (keep + bytes.length > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(this.#bytes.length * 2, keep + bytes.length));
      wider.set(this.#bytes.subarray(this.#from, this.#to));
      this.#bytes = wider;
    } else if (this.#from > 0) this.#bytes.copyWithin(0, this.#from, this.#to);
    this.#base += this.#from;
    this.#at -= this.#from;
    this.#valueFrom -= this.#from;
    this.#from = 0;
    this.#to = keep;
    this.#bytes.set(bytes, keep);
    this.#to += bytes.length;
  }

  #run(): void {
    while (!this.#over && this.#step()) {
      if (this.#starts.length >= MOST_IN_BATCH || this.#at - (this.#starts[0] ?? this.#at) > MOST_BATCH_BYTES)
        this.#flush();
    }
    // Whitespace, and what is being passed over, need not be kept.
    if (this.#starts.length === 0 && (!this.#value || this.#value.take === 'skip'))
      this.#from = Math.min(this.#at, this.#to);
  }

  /** One value, key or mark of structure. False: more bytes are needed. */
  #step(): boolean {
    if (this.#value) return this.#skim();
    if (this.#lost) return this.#refind(this.#frames.at(-1)!.path);
    const at = this.#afterBlanks(this.#at);
    this.#at = at;
    if (at >= this.#to) return false;
    const byte = this.#bytes[at]!;
    const frame = this.#frames.at(-1);
    if (!frame) return this.#begin('', byte === BYTE_ORDER_MARK ? at + 3 : at);
    if (byte === COMMA) {
      this.#at++;
      return true;
    }
    if (byte === CLOSE_LIST || byte === CLOSE) {
      // A wrong end may be one that a damaged element made.
      if (this.#starts.length > 0 && this.#flush()) return true;
      if (byte === CLOSE_LIST && !frame.list) return this.#broken(frame.path, at);
      if (byte === CLOSE && frame.list) return this.#strayBrace(frame.path, at);
      this.#at++;
      this.#frames.pop();
      if (this.#frames.length === 0) this.#over = true;
      return true;
    }
    if (frame.list) {
      this.#startValue(frame.path, 'element', at);
      return true;
    }
    return this.#member(frame.path, at);
  }

  /** A brace between elements: damage, or the end of the object whose list has no end of its own. */
  #strayBrace(path: string, at: number): boolean {
    const comma = this.#afterBlanks(at + 1);
    const next = this.#afterBlanks(comma + 1);
    if (next >= this.#to && !this.#ending) return false;
    const goesOn = this.#bytes[comma] === COMMA && this.#bytes[next] === OPEN && next < this.#to;
    this.#at = at + 1;
    if (this.#frames.length === 1 || goesOn) {
      this.handler.damaged(path, this.#base + at);
      return true;
    }
    this.#frames.length -= 2;
    if (this.#frames.length === 0) this.#over = true;
    return true;
  }

  #member(path: string, at: number): boolean {
    if (this.#bytes[at] !== QUOTE) return this.#broken(path, at);
    let end = at + 1;
    while (end < this.#to && this.#bytes[end] !== QUOTE) end += this.#bytes[end] === BACKSLASH ? 2 : 1;
    const colon = this.#afterBlanks(end + 1);
    const value = this.#afterBlanks(colon + 1);
    if (value >= this.#to) return this.#to - at > LONGEST_NAME ? this.#broken(path, at) : false;
    if (this.#bytes[colon] !== COLON) return this.#broken(path, at);
    let key: string;
    try {
      key = JSON.parse(this.#text.decode(this.#bytes.subarray(at, end + 1)));
    } catch {
      return this.#broken(path, at);
    }
    return this.#begin(path === '' ? key : `${path}.${key}`, value);
  }

  #begin(path: string, at: number): boolean {
    if (at >= this.#to) return false;
    const byte = this.#bytes[at]!;
    this.#begun = true;
    const take = this.handler.take(path, String.fromCharCode(byte));
    if ((take === 'elements' && byte === OPEN_LIST) || (take === 'members' && byte === OPEN)) {
      this.#frames.push({ path, list: byte === OPEN_LIST });
      this.#at = at + 1;
      return true;
    }
    this.#startValue(path, take === 'skip' ? 'skip' : 'value', at);
    return true;
  }

  #startValue(path: string, take: 'value' | 'skip' | 'element', at: number): void {
    this.#value = { path, take };
    this.#valueFrom = at;
    this.#at = at;
    this.#depth = 0;
    this.#inString = false;
  }

  /** Goes on to the end of the value. False: it is not there yet. */
  #skim(): boolean {
    if (!this.#findEnd()) {
      if (this.#to - this.#valueFrom <= LONGEST || this.#value!.take === 'skip') return false;
      const { path, take } = this.#value!;
      this.#value = undefined;
      if (take === 'element' && this.#skipDamage(path, this.#valueFrom, this.#to)) return true;
      return this.#broken(path, this.#valueFrom);
    }
    const { path, take } = this.#value!;
    this.#value = undefined;
    if (take === 'element') {
      this.#starts.push(this.#valueFrom);
      this.#ends.push(this.#at);
    } else if (take === 'value') this.#read(path);
    if (this.#frames.length === 0) this.#over = true;
    return true;
  }

  /** Moves `#at` behind the value that begins at `#valueFrom`. */
  #findEnd(): boolean {
    const bytes = this.#bytes;
    const to = this.#to;
    let at = this.#at;
    let depth = this.#depth;
    let inString = this.#inString;
    let found = false;
    while (at < to) {
      if (inString) {
        let byte = bytes[at]!;
        while (byte !== QUOTE) {
          at += byte === BACKSLASH ? 2 : 1;
          if (at >= to) break;
          byte = bytes[at]!;
        }
        if (at >= to) break;
        at++;
        inString = false;
        if (depth === 0) {
          found = true;
          break;
        }
        continue;
      }
      const byte = bytes[at]!;
      if (byte === QUOTE) inString = true;
      else if (byte === OPEN || byte === OPEN_LIST) depth++;
      else if (byte === CLOSE || byte === CLOSE_LIST) {
        if (depth === 0) {
          found = true;
          break;
        }
        if (--depth === 0) {
          at++;
          found = true;
          break;
        }
      } else if (depth === 0 && byte === COMMA) {
        found = true;
        break;
      }
      at++;
    }
    this.#at = at;
    this.#depth = depth;
    this.#inString = inString;
    return found;
  }

  #read(path: string): void {
    try {
      this.handler.value(path, JSON.parse(this.#text.decode(this.#bytes.subarray(this.#valueFrom, this.#at))));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.handler.damaged(path, this.#base + this.#valueFrom);
    }
  }

  /** Reads the elements that are whole. True: one was damaged, and the scan goes on from somewhere before. */
  #flush(): boolean {
    const [starts, ends] = [this.#starts, this.#ends];
    const { path } = this.#frames.at(-1)!;
    this.#starts = [];
    this.#ends = [];
    const text = this.handler.source(path, this.#decode(starts[0]!, ends.at(-1)!));
    const all = this.#parse(`[${text}]`) as unknown[] | undefined;
    if (all?.length === starts.length) {
      this.handler.elements(path, all);
      return false;
    }
    for (const [i, start] of starts.entries()) {
      const element = this.#parse(this.handler.source(path, this.#decode(start, ends[i]!)));
      if (element !== undefined) this.handler.elements(path, [element]);
      else if (this.#skipDamage(path, start, ends[i]!)) return true;
    }
    return false;
  }

  /** Tells of a damaged element. True: another one begins within it, and the scan goes on there. */
  #skipDamage(path: string, from: number, to: number): boolean {
    this.handler.damaged(path, this.#base + from);
    if (this.#bytes[from] !== OPEN) {
      // What does not even begin as an object may be the inside of one, its quotes turned over.
      this.#lost = true;
      this.#value = undefined;
      this.#at = from + 1;
      return true;
    }
    const [value, valueFrom, at, depth, inString] = [
      this.#value,
      this.#valueFrom,
      this.#at,
      this.#depth,
      this.#inString,
    ];
    for (let next = this.#openAfter(from); next >= 0 && next < to; next = this.#openAfter(next)) {
      if (this.#searchedEnough()) break;
      this.#startValue(path, 'element', next);
      const candidate = this.#findEnd() ? this.#parse(this.#decode(next, this.#at)) : undefined;
      this.#searched += this.#at - next;
      if (candidate === undefined || !this.handler.isElement(path, candidate)) continue;
      this.#value = undefined;
      this.#at = next;
      this.#over = false;
      return true;
    }
    this.#value = value;
    this.#valueFrom = valueFrom;
    this.#at = at;
    this.#depth = depth;
    this.#inString = inString;
    return false;
  }

  /** Goes on to the next element, wherever quotes and brackets seem to be. False: more bytes are needed. */
  #refind(path: string): boolean {
    const next = this.#openAfter(this.#at - 1);
    if (next < 0) {
      this.#at = this.#to;
      return false;
    }
    if (this.#searchedEnough()) {
      this.#at = this.#to;
      return false;
    }
    this.#startValue(path, 'element', next);
    const whole = this.#findEnd();
    this.#searched += this.#at - next;
    const candidate = whole ? this.#parse(this.#decode(next, this.#at)) : undefined;
    this.#value = undefined;
    const found = candidate !== undefined && this.handler.isElement(path, candidate);
    this.#lost = !found;
    this.#at = next;
    if (!whole && !this.#ending && this.#to - next < MOST_BATCH_BYTES) return false;
    if (!found) this.#at++;
    return true;
  }

  #searchedEnough(): boolean {
    return this.#searched > SEARCH_PER_BYTE * (this.#base + this.#to) + SEARCH_MORE;
  }

  /** Where the next object may begin. */
  #openAfter(at: number): number {
    const next = this.#bytes.indexOf(OPEN, at + 1);
    return next < this.#to ? next : -1;
  }

  /** The structure itself is wrong: nothing behind it can be placed. */
  #broken(path: string, at: number): boolean {
    if (this.#starts.length > 0 && this.#flush()) return true;
    this.handler.damaged(path === '' ? 'the file' : path, this.#base + at);
    this.#over = true;
    return false;
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  #decode(from: number, to: number): string {
    return this.#text.decode(this.#bytes.subarray(from, to));
  }

  #afterBlanks(from: number): number {
    let at = from;
    while (at < this.#to && this.#bytes[at]! <= 0x20) at++;
    return at;
  }
}
