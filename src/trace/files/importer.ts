/** Finds out, while it comes in, whether a JSON text is a trace of ours or trace events, and has it read as that. */
import { InputError } from '../../scenario/input-error.ts';
import { withExactTimes } from './event-clock.ts';
import { EventsReader } from './events-in.ts';
import { type Ending, type Handler, JsonScanner, type Take } from './json-scanner.ts';
import { type LinesReader, linesReader } from './lines-in.ts';
import { cutWords, type Opened } from './opened.ts';
import { OwnEventsReader } from './own-events-in.ts';
import { isOfRay, RayTimelineReader } from './ray-timeline-in.ts';
import { FORMAT } from './trace-file.ts';
import { TraceReader } from './trace-in.ts';

const EXPECTED = 'a concurrency-trace/1 object, or Chrome trace events (a list, or an object with traceEvents)';

/** Members by which files of other tools are known. */
const FOREIGN: readonly (readonly [member: string, what: string])[] = [
  ['$schema', 'a speedscope profile, it seems'],
  ['profiles', 'a speedscope profile, it seems'],
  ['nodes', 'a CPU profile of V8, it seems'],
  ['snapshot', 'a heap snapshot, it seems'],
  ['resourceSpans', 'an OpenTelemetry export, it seems'],
  ['data', 'a Jaeger export, it seems'],
  ['threads', 'a profile of the Firefox profiler, it seems'],
  ['log', 'a HAR file, it seems'],
];

/** The begin of an object, the end of a line; and how long the first line of a log may be (bytes). */
const BRACE = 0x7b;
const LINE_END = 0x0a;
const LONGEST_FIRST_LINE = 1 << 20;
/** Only ASCII is looked at. */
const LATIN = new TextDecoder('latin1');

/** After so many elements without an event, the list is of something else. */
const MOST_LOOKED = 1000;
/** Where trace events that we wrote keep what is no event. */
const OTHER = 'otherData.';

type Reader =
  | { readonly form: 'unknown' }
  | { readonly form: 'trace'; readonly reader: TraceReader }
  | { readonly form: 'events'; readonly reader: EventsReader | RayTimelineReader }
  | { readonly form: 'own events'; readonly reader: OwnEventsReader };

export class Importer implements Handler {
  readonly #scanner = new JsonScanner(this);
  #reader: Reader = { form: 'unknown' };
  /** Kept until it is known what the file is: members of ours may come in any order. */
  readonly #trace = new TraceReader();
  readonly #members: string[] = [];
  #anyEvent = false;
  #looked = 0;
  /** What a list holds that has no events. */
  #shape = '';
  #ending = false;
  /** The first thing that is no JSON. */
  #damage: { readonly path: string; readonly atByte: number } | undefined;
  #bytes = 0;
  /** What came before the first line was whole, as long as it may be that of a log. */
  #held: Uint8Array[] | undefined = [];
  #heldBytes = 0;
  #lines: LinesReader | undefined;
  #lost: string | undefined;

  /** Takes in the next bytes. @throws {InputError} as soon as it is sure that this is no trace */
  feed(bytes: Uint8Array): void {
    if (this.#bytes === 0) refuseBinary(bytes);
    this.#bytes += bytes.length;
    if (this.#lines) this.#lines.feed(bytes);
    else if (this.#held) this.#hold(bytes);
    else this.#scanner.feed(bytes);
  }

  /** Until the first line is there it is not known whether each line is an object of its own. */
  #hold(bytes: Uint8Array): void {
    this.#held!.push(bytes);
    this.#heldBytes += bytes.length;
    const isWhole = bytes.includes(LINE_END);
    if (isWhole || this.#heldBytes > LONGEST_FIRST_LINE || this.#held![0]![0] !== BRACE) this.#decide();
  }

  #decide(): void {
    const held = this.#held!;
    this.#held = undefined;
    if (held[0]?.[0] === BRACE) {
      const [line = ''] = held
        .map((part) => LATIN.decode(part))
        .join('')
        .split('\n', 1);
      this.#lines = linesReader(line);
    }
    for (const part of held) {
      if (this.#lines) this.#lines.feed(part);
      else this.#scanner.feed(part);
    }
  }

  /**
   * The run that the file holds.
   * @param lost the bytes that should follow are not there, or cannot be unpacked: why, in a sentence
   * @throws {InputError} that says what was found and what is expected
   */
  end(lost?: string): Opened {
    this.#lost = lost;
    if (this.#bytes === 0) throw wrong('an empty file');
    if (this.#held) this.#decide();
    if (this.#lines) return this.#lines.end(lost);
    this.#ending = true;
    const ending = this.#scanner.end();
    const reader = this.#reader;
    if (this.#shape && !this.#anyEvent) throw wrong(this.#shape);
    switch (reader.form) {
      case 'events':
        // A list without its end is allowed: programs that crash leave such files. It is shown, and said to end early.
        return reader.reader.finish(this.#cut(ending, ''));
      case 'own events': {
        const opened = reader.reader.finish(this.#cut(ending, ''));
        if (!ending.whole && opened.trace.spans.length === 0) throw this.#tooShort(ending.inside);
        return opened;
      }
      case 'trace':
        if (!ending.whole && this.#trace.spans === 0) throw this.#tooShort(ending.inside);
        if (ending.whole && this.#damage) throw brokenAt(this.#damage.path, this.#damage.atByte);
        return reader.reader.finish(this.#cut(ending, 'trace'));
      case 'unknown':
        throw this.#foreign(ending.whole);
    }
  }

  /** Where the file ends early; undefined where it is whole. `root`: what its members are said to be of. */
  #cut(ending: Ending, root: string): string | undefined {
    if (ending.whole) return this.#lost;
    const inside = [root, ending.inside].filter((part) => part !== '').join('.');
    return [cutWords(inside, this.#bytes), this.#lost].filter((sentence) => sentence !== undefined).join(' ');
  }

  #tooShort(inside: string): InputError {
    const where = inside === '' ? 'the trace' : `trace.${inside}`;
    return new InputError(
      `file: expected a whole file, found one that ends inside ${where}, at byte ${this.#bytes}, before its first span`,
    );
  }

  source(_path: string, text: string): string {
    return this.#reader.form === 'events' ? withExactTimes(text) : text;
  }

  take(path: string, opens: string): Take {
    if (path === '') return this.#whole(opens);
    if (!path.includes('.') && this.#members.length < MOST_LOOKED) this.#members.push(path);
    if (path === 'traceEvents') {
      if (opens !== '[') return 'skip';
      if (this.#reader.form === 'unknown') this.#reader = { form: 'events', reader: new EventsReader() };
      return 'elements';
    }
    if (this.#reader.form === 'events') return 'skip';
    if (path === 'otherData') return opens === '{' ? 'members' : 'skip';
    if (path.startsWith(OTHER)) return this.#trace.take(path.slice(OTHER.length), opens);
    if (path === 'format' || path === 'spans') this.#reader = { form: 'trace', reader: this.#trace };
    return this.#trace.take(path, opens);
  }

  value(path: string, value: unknown): void {
    const own = path.startsWith(OTHER);
    this.#trace.value(own ? path.slice(OTHER.length) : path, value);
    if (own && path === `${OTHER}format` && value === FORMAT && this.#reader.form === 'unknown')
      this.#reader = { form: 'own events', reader: new OwnEventsReader(this.#trace) };
  }

  elements(path: string, elements: readonly unknown[]): void {
    const reader = this.#reader;
    if (path !== '' && path !== 'traceEvents') {
      this.#trace.elements(path.startsWith(OTHER) ? path.slice(OTHER.length) : path, elements);
      return;
    }
    if (reader.form !== 'events' && reader.form !== 'own events') return;
    if (!this.#anyEvent) {
      this.#lookForEvents(elements);
      if (reader.form === 'events' && this.#anyEvent && elements.some(isOfRay))
        this.#reader = { form: 'events', reader: new RayTimelineReader() };
    }
    const { reader: taker } = this.#reader as Extract<Reader, { form: 'events' | 'own events' }>;
    for (const element of elements) taker.take(element);
  }

  damaged(path: string, atByte: number): void {
    this.#damage ??= { path, atByte };
    const reader = this.#reader;
    if (reader.form === 'events' || reader.form === 'own events') reader.reader.damaged();
    else if (reader.form === 'trace' && !this.#ending) throw brokenAt(path, atByte);
  }

  isElement(_path: string, candidate: unknown): boolean {
    // Nested objects of a damaged event are no events.
    return this.#isEvents && typeof candidate === 'object' && candidate !== null && 'ph' in candidate;
  }

  get #isEvents(): boolean {
    return this.#reader.form === 'events' || this.#reader.form === 'own events';
  }

  #whole(opens: string): Take {
    if (opens === '[') {
      this.#reader = { form: 'events', reader: new EventsReader() };
      return 'elements';
    }
    if (opens === '{') return 'members';
    if (opens === '<') throw wrong('a page or an XML file, it seems (it begins with <)');
    throw wrong(`a text that begins with ${JSON.stringify(opens)}`);
  }

  /** A list of something else than events is not read to its end. */
  #lookForEvents(elements: readonly unknown[]): void {
    const objects = elements.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
    this.#anyEvent = objects.some((one) => 'ph' in (one as object));
    if (this.#anyEvent) return;
    this.#looked += elements.length;
    const members = objects.map((one) => Object.keys(one as object)).find(({ length }) => length > 0);
    if (members) this.#shape = `a list of objects with ${membersWords(members)}`;
    else if (objects.length === 0 && this.#shape === '') {
      const kind = Array.isArray(elements[0]) ? 'lists' : elements[0] === null ? 'nulls' : `${typeof elements[0]}s`;
      this.#shape = `a list of ${kind}`;
    }
    if (this.#shape && this.#looked > MOST_LOOKED) throw wrong(this.#shape);
  }

  #foreign(whole: boolean): InputError {
    if (this.#damage) return brokenAt(this.#damage.path, this.#damage.atByte);
    const known = FOREIGN.find(([member]) => this.#members.includes(member));
    const members = `an object with ${membersWords(this.#members)}`;
    if (known) return wrong(`${members}: ${known[1]}`);
    return wrong(whole ? members : `${members}, cut off at byte ${this.#bytes}`);
  }
}

/** `the members a, b, c and 4 more` */
function membersWords(members: readonly string[]): string {
  if (members.length === 0) return 'no members';
  const shown = members.slice(0, 5).map((name) => (name.length > 24 ? `${name.slice(0, 23)}…` : name));
  const rest = members.length - shown.length;
  return `the ${members.length === 1 ? 'member' : 'members'} ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function wrong(found: string): InputError {
  return new InputError(`file: expected ${EXPECTED}, found ${found}`);
}

function brokenAt(path: string, atByte: number): InputError {
  const where = path === 'the file' || path === '' ? 'file' : `trace.${path}`;
  return new InputError(`${where}: expected JSON, found something else at byte ${atByte}`);
}

/** First bytes by which files that are no text are known. */
function refuseBinary(bytes: Uint8Array): void {
  const begins = (...first: number[]) => first.every((byte, i) => bytes[i] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04)) throw wrong('a zip archive: unpack it first');
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) throw wrong('a file packed by zstd: unpack it first, or pack it by gzip');
  if (begins(0x0a)) {
    const text = bytes.subarray(0, 64).every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
    if (!text) throw wrong('a binary trace of Perfetto, it seems: convert it to JSON by its traceconv');
  }
  if (bytes.subarray(0, 64).includes(0)) throw wrong('a binary file');
}
