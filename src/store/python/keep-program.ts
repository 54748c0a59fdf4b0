/** Where a program is kept: in the address, so that it can be sent, and in the browser, so that it is there the next time. */
import { InputError } from '../../scenario/input-error.ts';
import { type Keeper, keeper as storage } from '../draft/persistence.ts';
import { modeOf } from '../state/modes.ts';
import { FIRST_PROGRAM } from './examples/list.ts';
import { isProgramHash, programHash, readProgram, readProgramHash } from './link.ts';
import { type Program, sameProgram } from './program.ts';
import { FROM_A_LINK, type ProgramSession, type SessionOpening } from './program-session.ts';

const PROGRAM = 'overlap.program';
/** The address is written after so long without a change (ms). */
const REST_MS = 300;

interface Kept {
  /** The hash that stood in the address beside it. */
  readonly hash: string;
  readonly program: Program;
  readonly foreign: boolean;
  readonly slow: boolean;
}

/** The program to open with. A link wins, except over what this browser itself has written beside that very link. */
export function openingProgram(hash: string, keeper: Keeper | undefined = storage('localStorage')): SessionOpening {
  const kept = keptProgram(keeper);
  if (kept && (kept.hash === hash || !isProgramHash(hash)))
    return { program: kept.program, notice: null, foreign: kept.foreign, waits: kept.slow };
  if (!isProgramHash(hash)) return { program: FIRST_PROGRAM, notice: null, foreign: false };
  try {
    const { program, image } = readProgramHash(hash);
    return { program, notice: FROM_A_LINK, foreign: true, image };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const notice = `This link cannot be opened: ${error.message.replace(/^link: /, '')}.`;
    return { program: kept?.program ?? FIRST_PROGRAM, notice, foreign: false };
  }
}

function keptProgram(keeper: Keeper | undefined): Kept | undefined {
  try {
    const text = keeper?.getItem(PROGRAM);
    if (!text) return undefined;
    const { hash, program, foreign, slow } = JSON.parse(text) as Record<string, unknown>;
    if (typeof hash !== 'string') return undefined;
    return { hash, program: readProgram(program, 'kept'), foreign: foreign === true, slow: slow === true };
  } catch {
    return undefined;
  }
}

/** Keeps a program in the browser, as it stands beside a hash in the address. */
export function keptAs(program: Program, about: Omit<Kept, 'program'>, keeper: Keeper | undefined): void {
  const named = { ...program.options, files: program.files.map(({ name, text }) => [name, text]) };
  try {
    keeper?.setItem(PROGRAM, JSON.stringify({ ...about, program: named }));
  } catch {
    // Full or forbidden: then it is in the address alone.
  }
}

/** The hash that opens the program. */
export function hashOfProgram({ store }: ProgramSession): string {
  const { program, python } = store.getState();
  return programHash(program, python.kind === 'ready' ? python.ready.hash : undefined);
}

/** Keeps what changes from now on, and follows the address. Gives what ends this. */
export function keepProgram(session: ProgramSession, keeper: Keeper | undefined = storage('localStorage')): () => void {
  const { store } = session;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let written = '';
  const write = () => {
    const { program, foreign } = store.getState();
    if (modeOf(location.hash) !== 'python') return;
    const hash = sameProgram(program, FIRST_PROGRAM) ? '#python' : hashOfProgram(session);
    try {
      if (location.hash !== hash) history.replaceState(history.state, '', hash);
    } catch {
      // Browsers refuse very long addresses; the browser's storage still has the program.
    }
    written = location.hash;
    keptAs(program, { hash: written, foreign, slow: !session.isShort }, keeper);
  };
  const stop = store.subscribe((now, before) => {
    if (now.program === before.program && now.foreign === before.foreign && now.running === before.running) return;
    clearTimeout(resting);
    resting = setTimeout(write, REST_MS);
  });
  const moved = () => {
    if (isProgramHash(location.hash) && location.hash !== written)
      session.receive(openingProgram(location.hash, keeper));
  };
  addEventListener('hashchange', moved);
  addEventListener('pagehide', write);
  return () => {
    clearTimeout(resting);
    write();
    stop();
    removeEventListener('hashchange', moved);
    removeEventListener('pagehide', write);
  };
}
