import { DEFAULT_ENGINES, type Draft, type MachineChoice } from './draft.ts';
import { InputError } from './input-error.ts';
import { isKnob, isTextKnob, knobIn, knobNames } from './knobs.ts';
import { isLinuxName, type Machine } from './machine.ts';
import type { Knobs } from './scenario.ts';
import { validateKnobs, validateMachine } from './validate-settings.ts';
import { fromBytes, toBytes } from './wtf8.ts';

/**
 * A draft as the hash of a URL, version 1.
 *
 *     #v1=sleep+0..4&workers=3
 *     #v1=pool+2;8+x+cpu+150ms&engines=web-workers,sequential&machine=cores:4,speed:2
 *     #v1=.eJyrVs…
 *
 * Readable while small: the text, `+` for a blank, `;` for a line's end, then settings that are not the default. Other characters
 * are `~` and two hex digits a byte of UTF-8, since `%` does not survive everywhere; `%` is understood too, so that one
 * may write a link by hand with `encodeURIComponent`. Longer than 400 characters, and only if that is shorter, the same
 * (settings, line feed, text) packed, as base64url behind a point.
 */
export const MARKER = '#v1=';
export const PACKED = '.';
/** Readable hashes up to this length are never packed. */
export const READABLE = 400;
/** Most bytes of text that a hash may hold. */
const MAX_UNPACKED = 16 * 2 ** 20;

/**
 * The hash of a draft as one reads it, which is the one to take up to `READABLE` characters; see `packed-hash.ts` for longer ones.
 * @throws {InputError} where the text is longer than any hash may hold
 */
export function readableHash(draft: Draft): string {
  const settings = settingsOf(draft);
  if (draft.text.length + settings.length > MAX_UNPACKED / 3)
    throw new InputError('hash: the text is too long for a link');
  return closed(MARKER + escaped(draft.text) + (settings && `&${settings}`));
}

/** Makes the text of a packed one, from its base64url; `unpack-link.ts` has it, and is loaded only for a packed hash. */
export type Unpack = (packed: string, limit: number) => string;

/** Whether a hash is one that `Unpack` is needed for. */
export const isPacked = (hash: string): boolean => hash.startsWith(MARKER + PACKED);

/**
 * The draft of a hash.
 * @param hash as `location.hash` has it
 * @param unpack undefined where it could not be loaded
 * @throws {InputError} "hash: ..." where it is none of ours, of a newer version, cut off, damaged or too large. The text in it may
 *   still be wrong as notation: that is shown at its place in the editor.
 */
export function readHash(hash: string, unpack: Unpack | undefined): Draft {
  if (!hash.startsWith(MARKER)) {
    const version = /^#v(\d{1,9})=/.exec(hash)?.[1];
    if (version !== undefined && Number(version) > 1) {
      throw new InputError(
        `hash: this link was made by a newer version of Overlap (its format is ${version}, this page reads 1)`,
      );
    }
    throw new InputError(
      `hash: expected a link that begins with ${MARKER}, found ${JSON.stringify(hash.slice(0, 12))}`,
    );
  }
  const body = hash.slice(MARKER.length);
  if (!body.startsWith(PACKED)) {
    const [text = '', ...settings] = body.split('&');
    return draftOf(unescaped(text), settings);
  }
  const all = unpacked(body.slice(PACKED.length), unpack);
  const line = all.indexOf('\n');
  if (line < 0) throw new InputError('hash: this link cannot be read: it is cut off or damaged');
  const settings = all.slice(0, line);
  return draftOf(all.slice(line + 1), settings === '' ? [] : settings.split('&'));
}

function unpacked(packed: string, unpack: Unpack | undefined): string {
  if (!unpack)
    throw new InputError('hash: this link cannot be read: a part of the page did not load, so load the page again');
  try {
    return unpack(packed, MAX_UNPACKED);
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`hash: this link cannot be read: ${error.message}`);
    throw error;
  }
}

/** `workers=3&engines=a,b`: what is not the default, escaped, in a fixed order. */
export function settingsOf({ knobs, engines, machine }: Draft): string {
  const settings: string[] = [];
  for (const name of knobNames()) {
    const value = knobIn(knobs, name);
    if (value !== undefined) settings.push(`${name}=${escaped(String(value))}`);
  }
  if (knobs.kills !== undefined && knobs.kills.length > 0)
    settings.push(`kills=${escaped(JSON.stringify(knobs.kills))}`);
  const isDefault = engines.length === DEFAULT_ENGINES.length && engines.every((id, k) => id === DEFAULT_ENGINES[k]);
  if (!isDefault) settings.push(`engines=${engines.map((id) => escaped(id).replaceAll(',', '~2C')).join(',')}`);
  if (machine !== undefined) settings.push(`machine=${escaped(machineText(machine))}`);
  return settings.join('&');
}

function machineText(machine: MachineChoice): string {
  if (typeof machine === 'string') return machine;
  const members = Object.entries(machine).filter(([, value]) => value !== undefined);
  const plain = members.every(([name, value]) => /^\w+$/.test(name) && typeof value === 'number');
  return plain ? members.map(([name, value]) => `${name}:${value}`).join(',') : JSON.stringify(machine);
}

function draftOf(text: string, settings: readonly string[]): Draft {
  const knobs: Record<string, unknown> = {};
  let engines: readonly string[] = DEFAULT_ENGINES;
  let machine: MachineChoice | undefined;
  const seen = new Set<string>();
  for (const setting of settings) {
    const at = setting.indexOf('=');
    // Mail in HTML turns & into &amp;.
    const name = setting.slice(0, Math.max(0, at)).replace(/^amp;/, '');
    const raw = setting.slice(at + 1);
    if (seen.has(name)) throw new InputError(`hash.${name}: expected it once`);
    seen.add(name);
    if (name === 'engines') engines = raw.split(',').map(unescaped).filter(Boolean);
    else if (name === 'machine') machine = machineOf(unescaped(raw));
    else if (name === 'kills') knobs.kills = jsonOf('hash.kills', unescaped(raw));
    else if (isKnob(name)) {
      const value = unescaped(raw);
      knobs[name] = isTextKnob(name) || !IS_NUMBER.test(value) ? value : Number(value);
    } else {
      const found = JSON.stringify(setting.slice(0, 40));
      throw new InputError(`hash: expected settings such as workers=3, engines=... or machine=..., found ${found}`);
    }
  }
  return { text, knobs: validateKnobs(knobs, 'hash') as Knobs, engines, ...(machine !== undefined && { machine }) };
}

const IS_NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function machineOf(text: string): MachineChoice {
  if (text === 'ideal' || isLinuxName(text)) return text;
  let members: unknown;
  if (text.startsWith('{')) members = jsonOf('hash.machine', text);
  else {
    const pairs = text.split(',').map((pair): [string, unknown] => {
      const [name = '', value = ''] = pair.split(':');
      return [name, IS_NUMBER.test(value) ? Number(value) : value];
    });
    members = Object.fromEntries(pairs);
  }
  return validateMachine(members).machine as Machine;
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${path}: expected JSON, found ${JSON.stringify(text.slice(0, 40))}`);
  }
}

/** Only letters, digits and `- . _ ~ + ; , :` remain; a point at the beginning would mean "packed". */
function escaped(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9._:,-]+/g, (found) => {
    let out = '';
    for (const byte of toBytes(found)) out += byte === 0x20 ? '+' : byte === 0x0a ? ';' : hex(byte);
    return out;
  });
  return safe.startsWith(PACKED) ? hex(0x2e) + safe.slice(1) : safe;
}

function hex(byte: number): string {
  return `~${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

const UNSAFE_END: Readonly<Record<string, string>> = {
  '+': ' ',
  ';': '\n',
  ',': ',',
  '.': '.',
  ':': ':',
  '-': '-',
  _: '_',
};

/** Programs that make links of text leave a last comma or point out; so the last character is never one. */
function closed(hash: string): string {
  const last = UNSAFE_END[hash.at(-1) as string];
  return last === undefined ? hash : hash.slice(0, -1) + hex(last.charCodeAt(0));
}

/** `%` escapes first, then ours: a program on the way may have escaped our `~`. @throws {InputError} where they are wrong */
function unescaped(text: string): string {
  const blanks = text.replace(/[+;]/g, (mark) => (mark === '+' ? ' ' : '\n'));
  if (!/[%~]/.test(blanks)) return blanks;
  const damaged = /%(?![0-9A-Fa-f]{2})/.exec(blanks);
  if (damaged !== null) {
    const found = JSON.stringify(blanks.slice(damaged.index, damaged.index + 3));
    throw new InputError(`hash: this link is damaged: expected two hex digits behind %, found ${found}`);
  }
  const found = fromBytes(replaceEscapes(replaceEscapes(toBytes(blanks), 0x25), 0x7e));
  if (found === undefined) throw new InputError('hash: this link is damaged: its escapes are no text');
  return found;
}

/** Bytes for `%2B` (or `~2B`); a sign without two hex digits behind it stays. */
function replaceEscapes(bytes: Uint8Array, sign: number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const digits = String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0);
    const escaping = bytes[i] === sign && /^[0-9A-Fa-f]{2}$/.test(digits);
    out[length++] = escaping ? Number.parseInt(digits, 16) : (bytes[i] as number);
    if (escaping) i += 2;
  }
  return out.subarray(0, length);
}
