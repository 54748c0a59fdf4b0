/** Logs of one JSON object a line: event logs of Spark, events of Celery. */
import { CeleryEventsReader } from './celery-events-in.ts';
import { cutWords, type Opened } from './opened.ts';
import { SparkLogReader } from './spark-log-in.ts';

/** A line longer than this (characters) is passed over, as damaged. */
const LONGEST_LINE = 64_000_000;

/** The reader for a file with this first line; undefined where it is no such log. */
export function linesReader(firstLine: string): LinesReader | undefined {
  const first = parsed(firstLine);
  if (typeof first?.Event === 'string' && first.Event.startsWith('SparkListener'))
    return new LinesReader(new SparkLogReader());
  const isCelery = typeof first?.type === 'string' && /^(?:task|worker)-/.test(first.type);
  return isCelery && typeof first.timestamp === 'number' ? new LinesReader(new CeleryEventsReader()) : undefined;
}

export class LinesReader {
  readonly #reader: SparkLogReader | CeleryEventsReader;
  readonly #decoder = new TextDecoder();
  #rest: string[] = [];
  #length = 0;
  #damaged = 0;
  #bytes = 0;

  constructor(reader: SparkLogReader | CeleryEventsReader) {
    this.#reader = reader;
  }

  feed(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    const lines = this.#decoder.decode(bytes, { stream: true }).split('\n');
    for (const [k, part] of lines.entries()) {
      if (k > 0) this.#line();
      this.#length += part.length;
      if (this.#length <= LONGEST_LINE) this.#rest.push(part);
    }
  }

  /** @param lost why the bytes that should follow are not there */
  end(lost?: string): Opened {
    const rest = this.#rest.join('').trim();
    const isCut = rest !== '' && parsed(rest) === undefined;
    if (!isCut) this.#line();
    const sentences = [
      ...(isCut ? [cutWords('its last line', this.#bytes)] : []),
      ...(lost === undefined ? [] : [lost]),
    ];
    const cut = sentences.length > 0 ? sentences.join(' ') : undefined;
    return this.#reader.finish({ damaged: this.#damaged }, cut);
  }

  #line(): void {
    const text = this.#length > LONGEST_LINE ? '?' : this.#rest.join('').trim();
    this.#rest = [];
    this.#length = 0;
    if (text === '') return;
    const event = parsed(text);
    if (!event || !this.#reader.take(event)) this.#damaged++;
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as never) : undefined;
  } catch {
    return undefined;
  }
}
