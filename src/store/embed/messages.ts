/** What goes between a page and the playground that it embeds. `overlap: 1` marks it, and is the version. */
import { expected } from '../../scenario/expected.ts';
import { InputError } from '../../scenario/input-error.ts';

/** What a host may ask for; `with` is what the call takes. */
export const CALLS = ['load', 'run', 'cancel', 'scenario', 'link', 'traces', 'predict', 'theme'] as const;
export type Call = (typeof CALLS)[number];

export interface Asked {
  /** Comes back in the answer. */
  readonly id: number;
  readonly call: Call;
  readonly with: unknown;
}

/** What a run came to, an engine a line. `measured`: it really ran; otherwise it is the prediction. */
export interface EngineResult {
  readonly engine: string;
  readonly title: string;
  readonly makespanMs: number | null;
  readonly measured: boolean;
}

export type ToHost =
  | { readonly overlap: 1; readonly event: 'ready' }
  /** The scenario on the page is another, by the host or by the reader. */
  | { readonly overlap: 1; readonly event: 'change'; readonly link: string }
  /** A run is under way: which engines, how far (ms). */
  | { readonly overlap: 1; readonly event: 'progress'; readonly engines: readonly string[]; readonly nowMs: number }
  /** A run has ended. `how`: finished, cancelled or broken. */
  | {
      readonly overlap: 1;
      readonly event: 'result';
      readonly how: string;
      readonly results: readonly EngineResult[];
      readonly output?: string;
    }
  | { readonly overlap: 1; readonly id: number; readonly result: unknown }
  | { readonly overlap: 1; readonly id: number; readonly error: { readonly name: string; readonly message: string } };

/** Whether a message is meant for the playground at all: other things of the host's talk, too. */
export function isForUs(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && (data as Record<string, unknown>).overlap === 1;
}

/** A text of more characters than this is no scenario or program. */
const MOST_TEXT = 2_000_000;

/** @throws {InputError} */
export function readAsked(data: Record<string, unknown>): Asked {
  const { id, call, with: taken } = data;
  if (!Number.isSafeInteger(id)) throw expected('message.id', 'a whole number', id);
  const known = CALLS.find((name) => name === call);
  if (!known) throw expected('message.call', `one of ${CALLS.join(', ')}`, call);
  if (typeof taken === 'string' && taken.length > MOST_TEXT)
    throw new InputError(`message.with: expected at most ${MOST_TEXT} characters, found ${taken.length}`);
  return { id: id as number, call: known, with: taken };
}
