/**
 * A program as the hash of a URL: `#python=1.` and base64url of its packed JSON, files and the options that are not the default.
 * A link is read and shown; nobody runs what came in a link but the user.
 */
import { CLOCKS, type File, PYTHON_LIKES } from '../../kernel/python/messages.ts';
import { fromBase64url, toBase64url } from '../../scenario/base64url.ts';
import { InputError } from '../../scenario/input-error.ts';
import { pack } from '../../scenario/pack.ts';
import { unpack } from '../../scenario/unpack.ts';
import {
  DEFAULT_OPTIONS,
  MOST_CORES,
  MOST_FILES,
  MOST_SEED,
  MOST_TEXT,
  otherOptions,
  type Program,
  type ProgramOptions,
  troubleWithName,
} from './program.ts';

const MARKER = '#python=1.';

/** Whether a hash carries a program: as opposed to `#python`, which only names the page. */
export const isProgramHash = (hash: string): boolean => hash.startsWith('#python=');

/** What a link carries. */
export interface Linked {
  readonly program: Program;
  /** The hash of the Python in which it was seen: with another one a run may come out otherwise. */
  readonly image?: string;
}

export function programHash({ files, options }: Program, image?: string): string {
  const named = files.map(({ name, text }) => [name, text]);
  const value = { files: named, ...otherOptions(options), ...(image !== undefined && { image }) };
  return MARKER + toBase64url(pack(JSON.stringify(value)));
}

/** @throws {InputError} "link: ..." where it is damaged, cut off, too large or of a newer version */
export function readProgramHash(hash: string): Linked {
  const version = /^#python=(\d{1,9})\./.exec(hash)?.[1];
  if (version === undefined) throw new InputError(`link: expected one that begins with ${MARKER}`);
  if (version !== '1')
    throw new InputError(
      `link: it was made by a newer version of Overlap (its format is ${version}, this page reads 1)`,
    );
  const bytes = fromBase64url(hash.slice(MARKER.length).replace(/[\s.,;:!?)>\]'"]+$/, ''));
  if (bytes === undefined) throw new InputError('link: it has characters that do not belong there');
  let value: unknown;
  try {
    value = JSON.parse(unpack(bytes, 2 * MOST_TEXT));
  } catch {
    throw new InputError('link: it is cut off or damaged');
  }
  const { image, ...program } = (value ?? {}) as Record<string, unknown>;
  return { program: readProgram(program, 'link'), ...(typeof image === 'string' && { image: image.slice(0, 100) }) };
}

/** @throws {InputError} that begins with the path */
export function readProgram(value: unknown, path: string): Program {
  if (typeof value !== 'object' || value === null) throw new InputError(`${path}: expected a program`);
  const { files, ...rest } = value as Record<string, unknown>;
  if (!Array.isArray(files) || files.length === 0 || files.length > MOST_FILES)
    throw new InputError(`${path}.files: expected 1 to ${MOST_FILES} files`);
  const read: File[] = [];
  for (const [i, file] of files.entries()) {
    const [name, text] = Array.isArray(file) ? file : [];
    if (typeof name !== 'string' || typeof text !== 'string')
      throw new InputError(`${path}.files[${i}]: expected a name and a text`);
    const trouble = troubleWithName(
      name,
      read.map((one) => one.name),
    );
    if (trouble) throw new InputError(`${path}.files[${i}]: the name ${JSON.stringify(name.slice(0, 40))} ${trouble}`);
    read.push({ name, text });
  }
  if (read.reduce((sum, { text }) => sum + text.length, 0) > MOST_TEXT)
    throw new InputError(`${path}.files: expected at most ${MOST_TEXT} characters`);
  return { files: read, options: readOptions(rest, path) };
}

const whole = (min: number, max: number) => (x: unknown) =>
  Number.isInteger(x) && (x as number) >= min && (x as number) <= max;

/** What each option may be, and how that is said. */
const RIGHT: Readonly<Record<keyof ProgramOptions, readonly [(x: unknown) => boolean, string]>> = {
  clock: [(x) => CLOCKS.includes(x as never), `one of ${CLOCKS.join(', ')}`],
  seed: [whole(0, MOST_SEED), `a whole number from 0 to ${MOST_SEED}`],
  cores: [whole(1, MOST_CORES), `a whole number from 1 to ${MOST_CORES}`],
  switchIntervalMs: [(x) => typeof x === 'number' && x >= 0.01 && x <= 10_000, 'a number of ms from 0.01 to 10000'],
  chargeC: [(x) => typeof x === 'boolean', 'true or false'],
  pythonLike: [(x) => PYTHON_LIKES.includes(x as never), `one of ${PYTHON_LIKES.join(', ')}`],
};

function readOptions(given: Record<string, unknown>, path: string): ProgramOptions {
  const options: Record<string, unknown> = { ...DEFAULT_OPTIONS };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(RIGHT, name)) throw new InputError(`${path}.${name}: there is no such option`);
    const [isRight, what] = RIGHT[name as keyof ProgramOptions];
    if (!isRight(value)) throw new InputError(`${path}.${name}: expected ${what}`);
    options[name] = value;
  }
  return options as unknown as ProgramOptions;
}
